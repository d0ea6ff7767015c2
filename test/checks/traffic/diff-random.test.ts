import { describe, expect, test } from '@jest/globals';
import { type Connections, diff, PortSet, solve } from '../../../lib/checks/traffic/index.ts';
import fc from '../../random.ts';
import { cluster } from './arbitrary.ts';

const ends = (from: { id: string }, to: { id: string }): string => `${from.id} => ${to.id}`;

/** What a side allows; nothing for a workload it does not have. */
function allowed(side: Connections, from: string, to: string): PortSet {
  const known = new Set(side.workloads.map(({ id }) => id));
  return known.has(from) && known.has(to) ? side.allowed(from, to) : PortSet.none;
}

describe('the difference of two random clusters', () => {
  test('has every pair that is not the same, as it was and as it is, and no other', () => {
    fc.assert(
      fc.property(cluster, cluster, (one, other) => {
        const [before, after] = [solve(one), solve(other)];
        const { added, removed, changed } = diff(before, after);
        const told = new Map(
          [...added, ...removed, ...changed].map((change) => [
            ends(change.from, change.to),
            `${change.old} ${change.new}`,
          ]),
        );
        const ids = [...new Set([...before.workloads, ...after.workloads].map(({ id }) => id))];
        for (const from of ids) {
          for (const to of ids.filter((id) => id !== from)) {
            const [old, next] = [allowed(before, from, to), allowed(after, from, to)];
            expect(told.get(`${from} => ${to}`)).toBe(old.equals(next) ? undefined : `${old} ${next}`);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('leaves no gain of one half unsaid that no connection shows', () => {
    fc.assert(
      fc.property(cluster, cluster, (one, other) => {
        const [before, after] = [solve(one), solve(other)];
        const { widened } = diff(before, after);
        const kept = after.workloads.filter(({ id }) => before.workloads.some((each) => each.id === id));
        for (const half of ['ingress', 'egress'] as const) {
          const told = new Set(widened.filter((each) => each.half === half).map(({ from, to }) => ends(from, to)));
          const [old, next] = [before.as({ direction: half }), after.as({ direction: half })];
          for (const from of kept) {
            for (const to of kept.filter((each) => each !== from)) {
              const gained = next.allowed(from, to).minus(old.allowed(from.id, to.id)).minus(after.allowed(from, to));
              const everyone = half === 'ingress' ? `[everyone] => ${to.id}` : `${from.id} => [everyone]`;
              expect(gained.isEmpty || told.has(ends(from, to)) || told.has(everyone)).toBe(true);
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
