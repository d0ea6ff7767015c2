import { checkTree } from '../../lib/checks/index.ts';
import type { Fault } from '../../lib/model/fault.ts';
import type { Plan } from '../../lib/model/index.ts';
import type { Tree } from '../../lib/render/tree.ts';
import { edgeFaults } from '../../lib/synth/index.ts';
import { type Mutant, mutated } from './mutant.ts';
import { proofOfSameness } from './same.ts';
import type { Subject } from './subjects.ts';
import { namesObject, tellsOf } from './told.ts';

/** What became of a mutant. */
export type Verdict =
  | { readonly outcome: 'caught' }
  /** Nobody can tell it from the original, which the naive evaluator proves. */
  | { readonly outcome: 'equivalent'; readonly reason: string }
  /** Caught with words that leave it to the reader what is meant; `message` is one of them. */
  | { readonly outcome: 'unnamed'; readonly message: string }
  | { readonly outcome: 'survived' };

/**
 * Judges a mutant as synth would: by the edges and by the rules. What its own stacks don't show is judged among all stacks of the
 * environment.
 */
export function judge({ plan, tree, whole }: Subject, mutant: Mutant): Verdict {
  const own = faultsOf(plan, mutated(tree, mutant), mutant);
  if (own === 'told') return { outcome: 'caught' };
  const reason = proofOfSameness(whole.tree, mutant);
  // a mutant that changes no connection has none to name: that its object is named is enough
  if (reason !== undefined)
    return own.some((fault) => namesObject(fault, mutant)) ? { outcome: 'caught' } : { outcome: 'equivalent', reason };
  const all = plan === whole.plan ? own : faultsOf(whole.plan, mutated(whole.tree, mutant), mutant);
  if (all === 'told') return { outcome: 'caught' };
  const [first] = [...own, ...all];
  return first === undefined
    ? { outcome: 'survived' }
    : { outcome: 'unnamed', message: `${first.path}: ${first.found}` };
}

/** What is wrong before anything is broken: nothing, or every mutant would pass for caught. */
export function faultsBefore({ plan, tree }: Subject): readonly Fault[] {
  return [...edgeFaults(plan, tree), ...checkTree(tree)];
}

/** The faults of a broken tree, or `told` if one of them tells of the mutant. */
function faultsOf(plan: Plan, tree: Tree, mutant: Mutant): readonly Fault[] | 'told' {
  const edges = edgeFaults(plan, tree);
  if (edges.some((fault) => tellsOf(fault, mutant))) return 'told';
  const rules = checkTree(tree);
  return rules.some((fault) => tellsOf(fault, mutant)) ? 'told' : [...edges, ...rules];
}
