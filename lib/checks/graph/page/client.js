// What the page does: focus on one end of connections, with the keyboard too, a search, and a panel that says why. It runs in a browser
// and builds everything of text nodes: whatever a manifest says is never read as HTML.
(() => {
  const graph = JSON.parse(document.getElementById('graph').textContent);
  const [view, panel, search, found] = ['view', 'panel', 'search', 'found'].map((id) => document.getElementById(id));
  const svg = view.querySelector('svg');
  const nodes = [...svg.querySelectorAll('.node')];
  const edges = [...svg.querySelectorAll('.edge[data-edge]')];
  const placeOf = new Map(graph.nodes.map(({ id }, place) => [id, place]));
  const meanings = {
    undeclared: 'Allowed, but nothing declares it.',
    missing: 'Declared, but not allowed.',
    contested: 'Depends on the network plugin.',
  };

  const summaries = {
    declared: 'allowed and declared',
    undeclared: 'allowed, but declared by nothing',
    missing: 'declared, but not allowed',
    contested: 'that depend on the network plugin',
  };

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function entry(edge, end) {
    const item = element('li');
    item.append(element('span', edge.ports, 'port'));
    const other = placeOf.get(edge[end]);
    const button = element('button', graph.nodes[other].name);
    button.title = edge[end];
    button.addEventListener('click', () => focus(other));
    item.append(button);
    if (meanings[edge.state]) item.append(element('p', meanings[edge.state], `state ${edge.state}`));
    for (const reason of edge.reasons) item.append(element('p', reason, 'why'));
    for (const text of edge.because) item.append(element('p', text, 'because'));
    for (const doubt of edge.doubts) item.append(element('p', doubt, 'because doubt'));
    return item;
  }

  function listing(title, own, end, none) {
    const list = element('ul');
    list.append(...own.map((edge) => entry(edge, end)));
    return [element('h3', `${title} (${own.length})`), own.length > 0 ? list : element('p', none)];
  }

  function overview() {
    const counts = Object.entries(summaries).map(([state, text]) => [
      graph.edges.filter((edge) => edge.state === state).length,
      text,
    ]);
    const workloads = graph.nodes.filter(({ kind }) => kind === 'workload').length;
    panel.replaceChildren(
      element('h2', `${workloads} workloads`),
      ...counts.filter(([count]) => count > 0).map(([count, text]) => element('p', `${count} connections ${text}`)),
      element('p', 'Choose a workload to see who reaches it, whom it reaches, and which policies decide.'),
      element('p', 'Tab and Enter do it too; Escape ends it.'),
    );
  }

  function show(own, lit) {
    svg.classList.toggle('focused', own !== undefined);
    nodes.forEach((node, place) => {
      node.classList.toggle('on', lit.has(graph.nodes[place].id));
      node.setAttribute('aria-pressed', String(place === own));
    });
    for (const edge of edges) {
      const { from, to } = graph.edges[edge.dataset.edge];
      const id = graph.nodes[own]?.id;
      edge.classList.toggle('on', own === null ? lit.has(from) && lit.has(to) : from === id || to === id);
    }
  }

  function focus(place) {
    const { id, name, namespace, detail, tier, open, ranges } = graph.nodes[place];
    const into = graph.edges.filter(({ to }) => to === id);
    const out = graph.edges.filter(({ from }) => from === id);
    show(place, new Set([id, ...into.map(({ from }) => from), ...out.map(({ to }) => to)]));
    panel.replaceChildren(
      element('h2', name),
      element('p', [namespace, detail, tier].filter(Boolean).join(' · ')),
      ...open.map((half) =>
        element('p', `No policy isolates it for ${half}: everything is allowed.`, 'state undeclared'),
      ),
      ...(ranges.length > 0 ? [element('p', ranges.join(', '))] : []),
      ...listing('Who reaches it', into, 'from', 'Nobody.'),
      ...listing('Whom it reaches', out, 'to', 'Nobody.'),
    );
    panel.scrollTop = 0;
  }

  function leave() {
    show(undefined, new Set());
    overview();
  }

  function find() {
    const text = search.value.trim().toLowerCase();
    found.textContent = '';
    if (text === '') return leave();
    const has = (...texts) => texts.some((each) => each.toLowerCase().includes(text));
    const own = graph.nodes.filter(({ id, name, detail }) => has(id, name, detail)).map(({ id }) => id);
    const ends = graph.edges
      .filter(({ ports, reasons }) => has(ports, ...reasons))
      .flatMap(({ from, to }) => [from, to]);
    const lit = new Set([...own, ...ends]);
    found.textContent = `${lit.size} found`;
    if (own.length === 1) return focus(placeOf.get(own[0]));
    overview();
    show(null, lit);
  }

  let scale = 1;
  function zoom(next) {
    scale = Math.min(3, Math.max(0.15, next));
    svg.setAttribute('width', svg.viewBox.baseVal.width * scale);
    svg.setAttribute('height', svg.viewBox.baseVal.height * scale);
  }
  const fitView = () => zoom(Math.min(1, view.clientWidth / svg.viewBox.baseVal.width));

  nodes.forEach((node, place) => {
    node.addEventListener('click', () => focus(place));
    node.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      focus(place);
    });
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    search.value = '';
    found.textContent = '';
    leave();
  });
  search.addEventListener('input', find);
  document
    .getElementById('names')
    .append(...graph.nodes.map(({ name }) => Object.assign(element('option'), { value: name })));
  document.getElementById('smaller').addEventListener('click', () => zoom(scale / 1.25));
  document.getElementById('larger').addEventListener('click', () => zoom(scale * 1.25));
  document.getElementById('fit').addEventListener('click', fitView);
  addEventListener('resize', fitView);
  fitView();
  leave();
})();
