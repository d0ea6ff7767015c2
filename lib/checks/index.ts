import type { Tree } from '../render/tree.ts';
import type { CheckFault, Invariant } from './check.ts';
import { applyExceptions, type Exception, exceptionRules } from './exceptions/index.ts';
import { invariants } from './policy/index.ts';
import { readRuleText } from './read/index.ts';
import type { RuleText } from './rule.ts';

export type { CheckFault, Invariant } from './check.ts';
export { type Exception, exceptionsAnnotation } from './exceptions/index.ts';
export { invariants } from './policy/index.ts';
export { type Note, type ReadResult, readTree } from './read/index.ts';
export type { RuleText } from './rule.ts';

/** What every rule says of itself, those of reading and of exceptions included: all that a fault may name. */
export const rules: readonly RuleText[] = [readRuleText, ...invariants, ...exceptionRules];

/** What to check a tree for. */
export interface CheckOptions {
  /**
   * The rules to hold the tree to.
   * @default every rule of {@link invariants}
   */
  readonly invariants?: readonly Invariant[];
  /**
   * The day in UTC by which exceptions are judged, `2026-11-21`.
   * @default today
   */
  readonly today?: string;
}

/** What a check came to. */
export interface Judgement {
  /** Everything that is wrong, sorted by file, then by rule, then by place in the object. */
  readonly faults: readonly CheckFault[];
  /** What objects are excused from, with what it excuses; in the order of the tree. */
  readonly exceptions: readonly Exception[];
}

/** Holds a tree to the rules. Objects of different environments, the first folders of a rendered tree, never meet. */
export function judgeTree(tree: Tree, options: CheckOptions = {}): Judgement {
  const asked = options.invariants ?? invariants;
  const { faults, exceptions } = applyExceptions(
    tree,
    asked.flatMap((rule) => rule.check(tree)),
    {
      known: new Set([...rules, ...asked].map((rule) => rule.id)),
      asked: new Set(asked.map((rule) => rule.id)),
      today: options.today ?? new Date().toISOString().slice(0, 10),
    },
  );
  const places = new Map([...asked, ...exceptionRules].map((rule, place) => [rule.id, place]));
  const placeOf = (fault: CheckFault) => places.get(fault.rule) ?? places.size;
  return { faults: faults.toSorted((a, b) => compare(a.file, b.file) || placeOf(a) - placeOf(b)), exceptions };
}

/** The faults of {@link judgeTree} alone. */
export function checkTree(tree: Tree, options: CheckOptions = {}): readonly CheckFault[] {
  return judgeTree(tree, options).faults;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
