import { describe, expect, test } from '@jest/globals';
import { solve } from '../../../lib/checks/traffic/index.ts';
import type { KubeObject } from '../../../lib/render/tree.ts';
import { naiveAllows, naivePods } from './naive.ts';

// Large enough that some rules mean few workloads and others many, which the engine goes about in different ways.
const size = 90;
const name = (i: number) => `w${i}`;
const workloads: KubeObject[] = Array.from({ length: size }, (_, i) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: name(i), namespace: `ns${i % 3}`, labels: { app: name(i), group: `g${i % 2}`, ten: `t${i % 10}` } },
  spec: { containers: [] },
}));
const peers = (i: number) => [
  { podSelector: { matchLabels: { app: name((i + 3) % size) } } },
  { namespaceSelector: {}, podSelector: { matchLabels: { ten: `t${(i + 1) % 10}` } } },
  { namespaceSelector: {}, podSelector: { matchLabels: { group: `g${i % 2}` } } },
  { namespaceSelector: {} },
];
const policies: KubeObject[] = Array.from({ length: size }, (_, i) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: `p${i}`, namespace: `ns${i % 3}` },
  spec: {
    podSelector: { matchLabels: { app: name(i) } },
    // Every seventh is free on one side, every fifth for everyone.
    policyTypes: i % 7 === 0 ? ['Ingress'] : i % 7 === 1 ? ['Egress'] : ['Ingress', 'Egress'],
    ingress: [{ ...(i % 5 === 0 ? {} : { from: [peers(i)[i % 4]] }), ports: [{ port: 80, endPort: 80 + (i % 3) }] }],
    egress: [{ to: [peers(i)[(i + 1) % 4]], ports: [{ port: 80 + (i % 2), endPort: 82 }] }, { to: [peers(i)[0]] }],
  },
}));

describe('a cluster of 90 workloads', () => {
  const tree = [...workloads, ...policies];
  const connections = solve(tree);

  test.each(['ingress', 'egress', 'both'] as const)('lists each pair once and as allowed says, %s', (direction) => {
    const view = connections.as({ direction });
    const lines = view.listNamed();
    const listed = new Map(lines.map(({ from, to, ports }) => [`${from.id} ${to.id}`, String(ports)]));
    expect(listed.size).toBe(lines.length);
    const wrong = view.workloads.flatMap((from) =>
      view.workloads
        .filter(
          (to) =>
            to !== from && (listed.get(`${from.id} ${to.id}`) ?? 'No Connections') !== String(view.allowed(from, to)),
        )
        .map((to) => `${from.id} ${to.id}`),
    );
    expect(wrong).toEqual([]);
  });

  test('is what the naive evaluator says of it', () => {
    const pods = naivePods(tree).filter((_, i) => i % 4 === 0);
    const wrong = pods.flatMap((from) =>
      pods.filter(
        (to) =>
          to !== from &&
          [79, 80, 81, 82, 83].some(
            (port) =>
              connections.allowed(from.owner, to.owner).has('TCP', port) !==
              naiveAllows(tree, from, to, 'TCP', port, 'literal'),
          ),
      ),
    );
    expect(wrong).toEqual([]);
  });
});
