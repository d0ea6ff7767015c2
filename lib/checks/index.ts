import type { Tree } from '../render/tree.ts';
import type { CheckFault, Invariant } from './check.ts';
import { invariants } from './policy/index.ts';

export type { CheckFault, Invariant } from './check.ts';
export { invariants } from './policy/index.ts';
export { type Note, type ReadResult, readTree } from './read/index.ts';

/** What to check a tree for. */
export interface CheckOptions {
  /**
   * The rules to hold the tree to.
   * @default every rule of {@link invariants}
   */
  readonly invariants?: readonly Invariant[];
}

/**
 * Everything that is wrong in a tree, sorted by file, then by rule, then by place in the object. Objects of different environments, the first folders of a
 * rendered tree, never meet.
 */
export function checkTree(tree: Tree, options: CheckOptions = {}): readonly CheckFault[] {
  const rules = options.invariants ?? invariants;
  const places = new Map(rules.map((rule, place) => [rule.id, place]));
  const placeOf = (fault: CheckFault) => places.get(fault.rule) ?? rules.length;
  return rules.flatMap((rule) => rule.check(tree)).sort((a, b) => compare(a.file, b.file) || placeOf(a) - placeOf(b));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
