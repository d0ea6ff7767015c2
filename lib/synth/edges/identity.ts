import type { Plan } from '../../model/index.ts';
import type { Pods } from '../../model/plan/plan.ts';

type Labels = Readonly<Record<string, string>>;

/** What an object says of itself: the stack and the part that it is of. The labels of its pods are another matter, and may be wrong. */
export function identityOf(labels: Labels = {}): string {
  return `${labels['app.kubernetes.io/instance']} ${labels['app.kubernetes.io/name']}`;
}

/** Every set of pods of a plan: workloads, databases in the cluster, their migrations and backups, and what watches them. */
export function podsOf({ applications, observability }: Plan): readonly Pods[] {
  const stacks = applications.flatMap(({ workloads, databases }) => [
    ...workloads,
    ...databases.flatMap((database) => [
      ...(database.kind === 'cluster' ? [database, ...given(database.backup)] : []),
      ...given(database.migration),
    ]),
  ]);
  return [...stacks, ...(observability?.parts ?? [])];
}

function given<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}
