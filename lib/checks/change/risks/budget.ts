import { at, show } from '../../json.ts';
import { type Entry, type EnvironmentIndex, type Pod, perEnvironment } from '../../tree/index.ts';
import { countOf, replicasOf } from '../../tree/replicas.ts';
import { keptRule, type RiskRule, removedRule } from './risk.ts';

const reference = 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/';

const weaker = keptRule(
  {
    id: 'capacity/budget',
    title: 'a PodDisruptionBudget lets more pods go at once',
    reason: 'Draining a node, or all nodes for an upgrade, takes more pods at once.',
    repair: 'Make sure that the pods that are left carry the load.',
    reference,
  },
  ['PodDisruptionBudget'],
  function* (old, next, comparison) {
    // The same number of pods on both sides, so that scaling alone does not make a budget weaker.
    const pods = Math.max(podsOf(old, comparison.old), podsOf(next, comparison.new));
    const before = disruptions(old, pods);
    const after = disruptions(next, pods);
    if (after <= before) return;
    yield {
      path: 'spec',
      what: `lets ${after} of ${pods} pods go at once, where it let ${before} (${textOf(old)} becomes ${textOf(next)})`,
    };
  },
);

const goes = removedRule(
  {
    id: 'capacity/budget-goes',
    title: 'pods stay and their PodDisruptionBudget goes',
    reason: 'Draining a node, or all nodes for an upgrade, may take all of them at once.',
    repair: 'Keep a budget for the pods.',
    reference,
  },
  ['PodDisruptionBudget'],
  function* (entry, comparison) {
    const left = comparison.new
      .podsSelected(entry.namespace, at(entry.object, 'spec', 'selector'))
      .filter((pod) => !budgeted(comparison.new).has(pod.entry));
    if (left.length > 0)
      yield { path: '', what: `leaves the tree, and ${left.map((pod) => pod.entry.id).join(', ')} stays` };
  },
);

/** The objects whose pods some budget selects. */
const budgeted = perEnvironment((environment) => {
  const all = environment.ofKind('PodDisruptionBudget').flatMap((budget) => selected(budget, environment));
  return new Set(all.map((pod) => pod.entry));
});

function selected(budget: Entry, environment: EnvironmentIndex): readonly Pod[] {
  return environment.podsSelected(budget.namespace, at(budget.object, 'spec', 'selector'));
}

function podsOf(budget: Entry, environment: EnvironmentIndex): number {
  return selected(budget, environment).reduce((sum, pod) => sum + replicasOf(pod.entry, environment).min, 0);
}

/** How many of `pods` a budget lets go at once: shares are rounded up, as the disruption controller does. */
function disruptions(budget: Entry, pods: number): number {
  const spec = budget.object.spec;
  const unavailable = at(spec, 'maxUnavailable');
  if (unavailable !== undefined) return Math.min(pods, countOf(unavailable, pods));
  const available = at(spec, 'minAvailable') ?? 1;
  return Math.max(0, pods - countOf(available, pods));
}

function textOf({ object }: Entry): string {
  const unavailable = at(object.spec, 'maxUnavailable');
  if (unavailable !== undefined) return `maxUnavailable ${show(unavailable)}`;
  return `minAvailable ${show(at(object.spec, 'minAvailable') ?? 1)}`;
}

/** What lets a drain take more pods. */
export const budgets: readonly RiskRule[] = [weaker, goes];
