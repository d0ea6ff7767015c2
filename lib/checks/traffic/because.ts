import type { Connections } from './connections.ts';
import type { Connection } from './peers.ts';
import type { Half } from './policies.ts';

/** What decided a connection, short: `egress by shop/web rule 1`, `ingress not isolated`, a text for each half with policies here. */
export function because(connections: Connections, { from, to }: Connection): readonly string[] {
  const { direction } = connections.view;
  const halves: readonly Half[] = direction === 'both' ? ['egress', 'ingress'] : [direction];
  const exposed = from.kind === 'ingress-controller' && to.kind === 'workload' ? connections.exposedBy(to) : [];
  return [
    ...exposed,
    ...halves.flatMap((half) => {
      const reasons = connections.reasons(half, from, to);
      if (reasons === undefined) return [];
      if (reasons.isolatedBy.length === 0) return [`${half} not isolated`];
      const rules = reasons.rules.map(({ policy, rule }) => `${policy} rule ${rule + 1}`);
      return [`${half} by ${[...new Set(rules)].join(', ')}`];
    }),
  ];
}
