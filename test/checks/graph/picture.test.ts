import { describe, expect, test } from '@jest/globals';
import {
  type GraphNode,
  graphHtml,
  graphSvg,
  type TrafficGraph,
  trafficGraph,
} from '../../../lib/checks/graph/index.ts';
import { deployment, policyFor, rule, shopTree } from './shops.ts';

const shop = shopTree(
  deployment('web', 'app'),
  deployment('api', 'api'),
  policyFor('web', `  egress: [${rule('to', 'api', 80)}]`, 'to own/shop/api TCP 80: pages ask it'),
  policyFor('api', `  ingress: [${rule('from', 'web', 80)}]`),
);
const forms = [
  ['SVG', graphSvg],
  ['page', graphHtml],
] as const;

describe.each(forms)('the %s', (_, draw) => {
  test('is the same for the same tree, in whatever order its files come', () => {
    const other = new Map([...shop].reverse());
    expect(draw(trafficGraph(other))).toBe(draw(trafficGraph(shop)));
  });

  test('shows every workload, and each edge with its port and reason', () => {
    const text = draw(trafficGraph(shop));
    for (const part of ['>web<', '>api<', '>TCP 80<', 'pages ask it', '>shop<']) expect(text).toContain(part);
  });

  test('says in words what it shows, for people who listen to it', () => {
    const text = draw(trafficGraph(shop));
    expect(text).toMatch(/<title id="picture-title">.+<\/title>/);
    expect(text).toContain('2 workloads in 1 namespace; 1 declared connection, 0 that nothing declared');
  });

  test('takes whatever a manifest says as text, never as markup', () => {
    const evil = '</script><script>alert(1)</script>"\'&';
    const node = (id: string): GraphNode => {
      return { id, kind: 'workload', namespace: evil, name: evil, detail: evil, open: [], ranges: [evil] };
    };
    const edge = { from: 'a', to: `b${evil}`, ports: evil, state: 'declared', ipv6: false } as const;
    const graph: TrafficGraph = {
      nodes: [node('a'), node(`b${evil}`)],
      edges: [{ ...edge, reasons: [evil], because: [evil], doubts: [evil] }],
    };
    expect(draw(graph)).not.toContain('<script>alert');
    expect(draw(graph)).not.toContain('</script><script>a');
  });

  test('loads nothing from anywhere', () => {
    const text = draw(trafficGraph(shop)).replaceAll('http://www.w3.org/2000/svg', '');
    expect(text).not.toMatch(/https?:|src=|@import|url\((?!#)/);
  });
});

test('a kind of edges with too many to trace is left to the focus, and the legend says so', () => {
  const graph = trafficGraph(shopTree(...Array.from({ length: 8 }, (_, place) => deployment(`w${place}`))));
  expect(graphSvg(graph)).toMatch(/Shown in focus alone: \d+ connections undeclared/);
  expect(graphSvg(graph)).not.toContain('class="edge undeclared quiet"');
  expect(graphHtml(graph)).toContain('class="edge undeclared quiet"');
});

test('a folder without anything to draw is an empty picture', () => {
  expect(graphSvg(trafficGraph(new Map()))).toContain('0 workloads in 0 namespaces');
});
