import type { Group } from '../rules/rule.ts';
import { type Catalogue, exposed, targetLabels } from './exporters.ts';
import { readsOf } from './query.ts';

/** An expression with whose it is: an alert, a recording or a panel. */
export interface Expression {
  readonly owner: string;
  readonly expr: string;
}

/** The expressions of rules, by the name of each. */
export function expressionsOf(groups: readonly Group[]): readonly Expression[] {
  return groups.flatMap(({ rules }) =>
    rules.map((rule) => ({
      owner: 'alert' in rule ? `alert ${rule.alert}` : `recording ${rule.record}`,
      expr: rule.expr,
    })),
  );
}

/** The exporters' catalogue with what rules record: labels of their own, and those by which they sum. */
export function withRecordings(groups: readonly Group[]): Catalogue {
  const recorded = groups.flatMap(({ rules }) =>
    rules.flatMap((rule) => ('record' in rule ? [[rule.record, Object.keys(rule.labels ?? {})] as const] : [])),
  );
  return { ...exposed, ...Object.fromEntries(recorded) };
}

/** Every metric that nothing exposes, and every label that its metric does not have; a sentence each. */
export function unknownNames(expressions: readonly Expression[], catalogue: Catalogue): readonly string[] {
  const common: readonly string[] = targetLabels;
  return expressions.flatMap(({ owner, expr }) => {
    const { metrics, groupings } = readsOf(expr);
    const known = new Set([...common, ...metrics.flatMap(({ name }) => catalogue[name] ?? [])]);
    return [
      ...metrics.flatMap(({ name, labels }) => {
        const own = catalogue[name];
        if (own === undefined) return [`${owner}: nothing exposes ${name}`];
        return labels
          .filter((label) => !own.includes(label) && !common.includes(label))
          .map((label) => `${owner}: ${name} has no label ${label}`);
      }),
      ...groupings
        .filter((label) => !known.has(label))
        .map((label) => `${owner}: none of its metrics has the label ${label}`),
    ];
  });
}
