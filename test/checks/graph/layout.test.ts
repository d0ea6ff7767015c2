import { expect, test } from '@jest/globals';
import type { GraphEdge, GraphNode, TrafficGraph } from '../../../lib/checks/graph/index.ts';
import type { Box } from '../../../lib/checks/graph/layout/geometry.ts';
import { layoutOf } from '../../../lib/checks/graph/layout/layout.ts';
import fc from '../../random.ts';

const tier = fc.constantFrom(undefined, 'app', 'api', 'service', 'database');
const workload = fc.record({ namespace: fc.constantFrom('a', 'b', 'c'), tier });
const graphs: fc.Arbitrary<TrafficGraph> = fc
  .record({
    workloads: fc.array(workload, { minLength: 1, maxLength: 14 }),
    others: fc.nat(4),
    pairs: fc.uniqueArray(fc.tuple(fc.nat(17), fc.nat(17)), { maxLength: 30, selector: String }),
  })
  .map(({ workloads, others, pairs }) => {
    const plain = { detail: '', open: [], ranges: [] };
    const nodes: readonly GraphNode[] = [
      ...workloads.map(({ namespace, tier: own }, place): GraphNode => {
        const id = `w${place}`;
        return { ...plain, id, name: id, kind: 'workload', namespace, ...(own && { tier: own as 'app' }) };
      }),
      ...Array.from({ length: others }, (_, place): GraphNode => {
        return { ...plain, id: `o${place}`, name: '', kind: 'addresses', namespace: '' };
      }),
    ];
    const edges = pairs
      .map(([a, b]) => [nodes[a % nodes.length]!, nodes[b % nodes.length]!] as const)
      .filter(([a, b]) => a !== b && (a.kind === 'workload' || b.kind === 'workload'))
      .map(([from, to]): GraphEdge => {
        const text = { reasons: [], because: [], doubts: [], ipv6: false };
        return { ...text, from: from.id, to: to.id, ports: 'TCP 80', state: 'declared' };
      });
    return { nodes, edges };
  });

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const holds = (outer: Box, box: Box) =>
  outer.x <= box.x &&
  outer.y <= box.y &&
  box.x + box.width <= outer.x + outer.width &&
  box.y + box.height <= outer.y + outer.height;

test('no two boxes overlap, and a namespace holds its own workloads and no others', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const { nodes, namespaces } = layoutOf(graph, () => true);
      const boxes = [...nodes];
      for (const [id, box] of boxes)
        for (const [other, against] of boxes)
          expect([id, other, id !== other && overlap(box, against)]).toEqual([id, other, false]);
      for (const { id, kind, namespace } of graph.nodes)
        for (const [name, outer] of namespaces) {
          const box = nodes.get(id)!;
          const isOwn = kind === 'workload' && name === namespace;
          expect([id, name, isOwn ? holds(outer, box) : overlap(outer, box)]).toEqual([id, name, isOwn]);
        }
    }),
    { numRuns: 60 },
  );
});

test('every drawn edge leads from a side of its one end to a side of the other', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const { nodes, routes } = layoutOf(graph, () => true);
      graph.edges.forEach(({ from, to }, place) => {
        const [source, target, route] = [nodes.get(from)!, nodes.get(to)!, routes.get(place)!];
        expect(route[0]?.x).toBeCloseTo(source.x + source.width);
        expect(route.at(-1)?.x).toBeCloseTo(target.x);
        for (const [point, box] of [
          [route[0]!, source],
          [route.at(-1)!, target],
        ] as const) {
          expect(point.y).toBeGreaterThanOrEqual(box.y);
          expect(point.y).toBeLessThanOrEqual(box.y + box.height);
        }
      });
    }),
    { numRuns: 40 },
  );
});

test('labels of edges do not lie on each other nor on a workload', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const { labels, nodes } = layoutOf(graph, () => true);
      const plates = [...labels.values()].map(({ x, y }) => ({ x: x - 30, y: y - 6, width: 60, height: 12 }));
      plates.forEach((plate, place) => {
        expect(plates.slice(place + 1).some((other) => overlap(plate, other))).toBe(false);
        expect([...nodes.values()].some((box) => overlap(plate, box))).toBe(false);
      });
    }),
    { numRuns: 40 },
  );
});

test('tiers stand from left to right', () => {
  const tiers = ['app', 'api', 'service', 'database'] as const;
  const nodes = tiers.map((own): GraphNode => {
    return { id: own, name: own, kind: 'workload', namespace: 'a', detail: '', tier: own, open: [], ranges: [] };
  });
  const { nodes: boxes } = layoutOf({ nodes, edges: [] }, () => true);
  const xs = tiers.map((own) => boxes.get(own)!.x);
  expect(xs).toEqual([...xs].sort((a, b) => a - b));
  expect(new Set(xs).size).toBe(4);
});
