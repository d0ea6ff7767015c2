import { at, list, record, show } from '../../json.ts';
import { objectRule } from '../../rule.ts';
import type { Pod } from '../../tree/index.ts';
import { fromLabels } from '../../tree/selector.ts';

const repair = 'Correct the selector, or remove the object.';

export const serviceSelects = objectRule(
  {
    id: 'selectors/service-selects-pods',
    title: 'Every Service with a selector selects pods.',
    why: 'A Service without pods has a name and an address, and every connection to it fails.',
    repair,
    reference: 'https://kubernetes.io/docs/concepts/services-networking/service/',
  },
  ['Service'],
  function* (entry, environment) {
    const selector = at(entry.object, 'spec', 'selector');
    if (Object.keys(record(selector)).length === 0) return;
    if (environment.podsSelected(entry.namespace, fromLabels(selector)).length > 0) return;
    yield { path: 'spec.selector', found: show(selector), expected: `labels of pods in ${entry.namespace}` };
  },
);

export const serviceRunsOn = objectRule(
  {
    id: 'selectors/service-selects-no-job',
    title: "No Service selects a job's pods.",
    why: "While the job runs, a share of the Service's connections goes to a pod that serves nothing.",
    repair: 'Give the job a label of its own, or the Service a selector that tells them apart.',
    reference: 'https://kubernetes.io/docs/concepts/services-networking/service/',
  },
  ['Service'],
  function* (entry, environment) {
    const selector = at(entry.object, 'spec', 'selector');
    if (Object.keys(record(selector)).length === 0) return;
    for (const pod of environment.podsSelected(entry.namespace, fromLabels(selector))) {
      if (isJob(pod))
        yield { path: 'spec.selector', found: `the pods of ${pod.entry.id}`, expected: 'pods that run on' };
    }
  },
);

function isJob(pod: Pod): boolean {
  return !pod.longRunning;
}

export const budgetSelects = objectRule(
  {
    id: 'selectors/budget-selects-pods',
    title: 'Every disruption budget selects pods.',
    why: 'A budget of nothing protects nothing, and looks as if it did.',
    repair,
    reference: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  },
  ['PodDisruptionBudget'],
  function* (entry, environment) {
    const selector = at(entry.object, 'spec', 'selector');
    if (selector !== undefined && environment.podsSelected(entry.namespace, selector).length > 0) return;
    yield { path: 'spec.selector', found: show(selector), expected: `labels of pods in ${entry.namespace}` };
  },
);

export const policySelects = objectRule(
  {
    id: 'selectors/policy-selects-pods',
    title: 'Every network policy selects pods.',
    why: 'A policy of nothing guards nothing, and the pods that it was written for stay open or closed without it.',
    repair,
    reference: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  },
  ['NetworkPolicy'],
  function* (entry, environment) {
    const selector = at(entry.object, 'spec', 'podSelector');
    // An empty selector is the namespace's own rule and stands before there are pods.
    if (Object.keys(record(selector)).length === 0) return;
    if (environment.podsSelected(entry.namespace, selector).length > 0) return;
    yield { path: 'spec.podSelector', found: show(selector), expected: `labels of pods in ${entry.namespace}` };
  },
);

export const peerSelects = objectRule(
  {
    id: 'selectors/peer-selects-pods',
    title: 'Every peer of a network policy that must be in the tree is there.',
    why: 'A peer of nothing opens nothing: the connection that it was written for fails, and nothing says why.',
    repair: 'Correct the selector, or remove the peer.',
    reference: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  },
  ['NetworkPolicy'],
  function* (entry, environment) {
    for (const { path, peer } of peersOf(entry.object)) {
      const namespace = namespaceOf(peer, entry.namespace);
      // Of a namespace without a pod in the tree nothing can be said.
      if (namespace === undefined || environment.podsIn(namespace).length === 0) continue;
      const selector = at(peer, 'podSelector');
      if (environment.podsSelected(namespace, selector).length > 0) continue;
      yield { path: `${path}.podSelector`, found: show(selector), expected: `labels of pods in ${namespace}` };
    }
  },
);

function* peersOf(object: unknown): Iterable<{ readonly path: string; readonly peer: unknown }> {
  for (const [direction, side] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    for (const [ruleIndex, rule] of list(at(object, 'spec', direction)).entries()) {
      for (const [index, peer] of list(at(rule, side)).entries()) {
        if (at(peer, 'podSelector') !== undefined)
          yield { path: `spec.${direction}[${ruleIndex}].${side}[${index}]`, peer };
      }
    }
  }
}

/** The one namespace that a peer means, undefined if it may mean several. */
function namespaceOf(peer: unknown, own: string): string | undefined {
  const selector = at(peer, 'namespaceSelector');
  if (selector === undefined) return own;
  const name = at(selector, 'matchLabels', 'kubernetes.io/metadata.name');
  return typeof name === 'string' ? name : undefined;
}
