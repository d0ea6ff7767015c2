import type { Grant } from './rulebook.ts';

/** What one class of pods is allowed in one half. */
export interface HalfOfClass {
  /** Whether some policy selects the pods for this half; if none does, everything is allowed. */
  readonly isolated: boolean;
  readonly grants: readonly Grant[];
}

const closed: HalfOfClass = { isolated: true, grants: [] };
const open: HalfOfClass = { isolated: false, grants: [] };

/**
 * Joins what policies grant to one class, given the places of those that select it; equal grants count once. There are as many classes
 * as pods in a large cluster, and most of them have one policy that grants anything.
 */
export function halfOfClass(
  policies: readonly number[],
  isolates: (policy: number) => boolean,
  grantsOf: (policy: number) => readonly Grant[],
): HalfOfClass {
  let half = open;
  for (let i = 0; i < policies.length; i++) {
    const policy = policies[i]!;
    if (!isolates(policy)) continue;
    const grants = grantsOf(policy);
    if (grants.length === 0 && half.isolated) continue;
    half = half.grants.length === 0 ? ofOne(grants) : { isolated: true, grants: joined(half.grants, grants) };
  }
  return half;
}

function ofOne(grants: readonly Grant[]): HalfOfClass {
  return grants.length === 0 ? closed : { isolated: true, grants };
}

function joined(some: readonly Grant[], others: readonly Grant[]): readonly Grant[] {
  return [...new Map([...some, ...others].map((grant) => [grant.peer * 2 ** 26 + grant.ports, grant])).values()];
}
