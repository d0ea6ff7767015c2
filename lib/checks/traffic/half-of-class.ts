import type { Grant } from './rulebook.ts';

/** What one class of pods is allowed in one half. */
export interface HalfOfClass {
  /** Whether some policy selects the pods for this half; if none does, everything is allowed. */
  readonly isolated: boolean;
  readonly grants: readonly Grant[];
}

/** Joins what policies grant to one class, given the places of those that isolate it; equal grants count once. */
export function halfOfClass(policies: readonly number[], grantsOf: (policy: number) => readonly Grant[]): HalfOfClass {
  const lists = policies.map(grantsOf).filter((grants) => grants.length > 0);
  if (lists.length < 2) return { isolated: policies.length > 0, grants: lists[0] ?? [] };
  const distinct = new Map(lists.flat().map((grant) => [grant.peer * 2 ** 26 + grant.ports, grant]));
  return { isolated: true, grants: [...distinct.values()] };
}
