import { describe, expect, test } from '@jest/globals';
import { placeOf } from '../../../lib/checks/traffic/addresses.ts';
import { type Connections, PortSet, podOutside, type Reading, solve } from '../../../lib/checks/traffic/index.ts';
import { type Protocol, protocols } from '../../../lib/checks/traffic/ports.ts';
import type { KubeObject } from '../../../lib/render/tree.ts';
import fc from '../../random.ts';
import { addresses, cluster, labels, portNumbers } from './arbitrary.ts';
import { type End, naiveAllows, naiveHalf, naivePods } from './naive.ts';

const directions = ['ingress', 'egress', 'both'] as const;
const readings = ['literal', 'strict', 'permissive'] as const;
const asked = protocols.flatMap((protocol) => portNumbers.map((port) => [protocol, port] as const));

/** The ports in question that a set has, as text. */
function ask(has: (protocol: Protocol, port: number) => boolean): string {
  return asked
    .filter((pair) => has(...pair))
    .map((pair) => pair.join(' '))
    .join();
}

const askOf = (set: PortSet): string => ask((...pair) => set.has(...pair));

function naively(objects: KubeObject[], from: End, to: End, { direction, reading }: Connections['view']): string {
  return ask((protocol, port) =>
    direction === 'both'
      ? naiveAllows(objects, from, to, protocol, port, reading)
      : naiveHalf(direction, objects, from, to, protocol, port, reading),
  );
}

const idOf = (end: End): string => (typeof end === 'string' ? end : end.owner);

type Line = ReturnType<Connections['list']>[number];

/** What a list says of a pair, looked up as a person would; two lines for one pair would be a fault of the list. */
function lookUp(lines: readonly Line[], from: End, to: End): PortSet | 'twice' {
  const fits = (end: End, peer: Line['from']): boolean => {
    if (typeof end !== 'string') return peer.id === end.owner;
    return peer.kind === 'external' && peer.first <= placeOf(end)! && peer.last >= placeOf(end)!;
  };
  const found = lines.filter((line) => fits(from, line.from) && fits(to, line.to));
  return found.length > 1 ? 'twice' : (found[0]?.ports ?? PortSet.none);
}

/** Whether a rule that counts has an IPv6 block, so that the list has IPv6 lines. */
function namesIPv6({ cluster: { policies } }: Connections): boolean {
  const peers = policies.flatMap(({ rules }) => rules.flatMap((rule) => rule.peers ?? []));
  return peers.some((peer) => peer.kind === 'block' && peer.addresses.hasIPv6);
}

const isIPv6 = (end: End): boolean => typeof end === 'string' && end.includes(':');

describe('the engine and the naive evaluator agree', () => {
  test('on one pair of each of 10,000 clusters, in a random view', () => {
    const view = fc.record({ direction: fc.constantFrom(...directions), reading: fc.constantFrom(...readings) });
    fc.assert(
      fc.property(cluster, view, fc.nat(), (objects, options, pick) => {
        const connections = solve(objects, options);
        const pods = naivePods(objects);
        const ends: End[] = [...pods, ...addresses];
        const pod = pods[pick % pods.length]!;
        const other = ends[Math.floor(pick / 7) % ends.length]!;
        const [from, to] = pick % 2 === 0 ? [pod, other] : [other, pod];
        const allowed = connections.allowed(idOf(from), idOf(to));
        expect([idOf(from), idOf(to), askOf(allowed)]).toEqual([
          idOf(from),
          idOf(to),
          naively(objects, from, to, options),
        ]);
      }),
      { numRuns: 10_000 },
    );
  });

  test('on every pair of the lists of 1,000 clusters', () => {
    fc.assert(
      fc.property(
        cluster,
        fc.constantFrom(...directions),
        fc.constantFrom(...readings),
        (objects, direction, reading) => {
          const connections = solve(objects, { direction, reading });
          const lines = connections.list();
          const pods = naivePods(objects);
          const listsIPv6 = namesIPv6(connections);
          const pairs = pods.flatMap((pod) =>
            [...pods, ...addresses].flatMap(
              (end) =>
                [
                  [pod, end],
                  [end, pod],
                ] as [End, End][],
            ),
          );
          // One half alone is no matter of addresses on the side that has the policies.
          const unlisted = (from: End, to: End) =>
            typeof (direction === 'ingress' ? to : direction === 'egress' ? from : {}) === 'string';
          const asserted = pairs.filter(
            ([from, to]) => from !== to && !unlisted(from, to) && (listsIPv6 || (!isIPv6(from) && !isIPv6(to))),
          );
          const said = asserted.map(([from, to]) => {
            const ports = lookUp(lines, from, to);
            return ports === 'twice' ? ports : askOf(ports);
          });
          expect(said).toEqual(asserted.map(([from, to]) => naively(objects, from, to, connections.view)));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('a pod that is added to the tree later', () => {
  // In namespaces that the tree knows policies of, knows nothing of, or would have to be guessed.
  const guest = fc.record({ namespace: fc.constantFrom('far', 'elsewhere'), labels, namespaceLabels: labels });
  const withGuest = (
    objects: KubeObject[],
    {
      namespace,
      labels: own,
      namespaceLabels,
    }: { namespace: string; labels: Record<string, string>; namespaceLabels: Record<string, string> },
  ): KubeObject[] => [
    ...objects,
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: namespaceLabels } },
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'guest', namespace, labels: own }, spec: { containers: [] } },
  ];
  // Every set has the empty text, which stands for no port at all.
  const setOf = (text: string): Set<string> => new Set(['', ...text.split(',')]);

  test('is allowed what the engine said of it before, exactly', () => {
    fc.assert(
      fc.property(cluster, guest, fc.constantFrom(...readings), (objects, added, reading) => {
        const connections = solve(objects, { reading });
        const all = withGuest(objects, added);
        const pod = naivePods(all).at(-1)!;
        const outside = podOutside(added.namespace, added.labels, added.namespaceLabels);
        for (const target of naivePods(objects)) {
          expect(askOf(connections.allowed(outside, target.owner))).toBe(
            naively(all, pod, target, { direction: 'both', reading }),
          );
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('is allowed nothing that the permissive list of pods outside did not announce', () => {
    fc.assert(
      fc.property(cluster, guest, (objects, added) => {
        const connections = solve(objects, { reading: 'permissive' });
        const all = withGuest(objects, added);
        const pod = naivePods(all).at(-1)!;
        for (const target of naivePods(objects)) {
          const announced = PortSet.union(
            connections
              .into(target.owner)
              .filter(({ from }) => from.kind === 'outside')
              .map(({ ports }) => ports),
          );
          const reached = PortSet.union(
            connections
              .outOf(target.owner)
              .filter(({ to }) => to.kind === 'outside')
              .map(({ ports }) => ports),
          );
          const unsaid = (set: PortSet, allowed: string) =>
            allowed.split(',').filter((pair) => !setOf(askOf(set)).has(pair));
          const view = { direction: 'both', reading: 'permissive' as Reading } as const;
          expect(unsaid(announced, naively(all, pod, target, view))).toEqual([]);
          expect(unsaid(reached, naively(all, target, pod, view))).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });
});
