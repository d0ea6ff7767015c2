import { at, list, show } from '../../json.ts';
import { objectRule } from '../../rule.ts';
import { type Entry, type EnvironmentIndex, perEnvironment } from '../../tree/index.ts';
import { countOf, replicasOf } from '../../tree/replicas.ts';

const pdbDocs = 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/';
const budget = ['PodDisruptionBudget'];
const replicated = ['Deployment', 'StatefulSet', 'Rollout'];

/** The objects whose pods some PodDisruptionBudget selects. */
const budgeted = perEnvironment((environment) => {
  const entries = new Set<Entry>();
  for (const entry of environment.ofKind('PodDisruptionBudget')) {
    for (const pod of environment.podsSelected(entry.namespace, at(entry.object, 'spec', 'selector')))
      entries.add(pod.entry);
  }
  return entries;
});

export const budgetExists = objectRule(
  {
    id: 'availability/disruption-budget',
    title: 'Every workload of two or more pods has a disruption budget.',
    why: 'Draining a node, or all nodes for an upgrade, may otherwise take all its pods at once.',
    repair: 'Add a PodDisruptionBudget with maxUnavailable 1 that selects its pods.',
    reference: pdbDocs,
  },
  replicated,
  function* (entry, environment) {
    if (environment.podOf(entry) === undefined || budgeted(environment).has(entry)) return;
    const { min } = replicasOf(entry, environment);
    if (min < 2) return;
    yield {
      path: '',
      found: `${min} pods without a PodDisruptionBudget`,
      expected: 'a PodDisruptionBudget that selects them',
    };
  },
);

export const budgetAllowsEviction = objectRule(
  {
    id: 'availability/disruption-possible',
    title: 'Every disruption budget lets at least one pod go.',
    why: 'A budget that lets none go stops every drain, and with it the upgrade of the nodes.',
    repair: 'Set maxUnavailable to 1, or remove the budget of a single pod.',
    reference: pdbDocs,
  },
  budget,
  function* (entry, environment) {
    const spec = at(entry.object, 'spec');
    const selected = environment.podsSelected(entry.namespace, at(spec, 'selector'));
    const pods = selected.reduce((sum, pod) => sum + replicasOf(pod.entry, environment).min, 0);
    if (pods === 0) return;
    const maxUnavailable = at(spec, 'maxUnavailable');
    const minAvailable = at(spec, 'minAvailable');
    if (maxUnavailable !== undefined) {
      if (countOf(maxUnavailable, pods) > 0) return;
      yield { path: 'spec.maxUnavailable', found: show(maxUnavailable), expected: 'at least 1' };
    } else if (minAvailable !== undefined && countOf(minAvailable, pods) >= pods) {
      yield {
        path: 'spec.minAvailable',
        found: show(minAvailable),
        expected: `fewer than the ${pods} pods that it selects`,
      };
    }
  },
);

export const budgetUnhealthyPods = objectRule(
  {
    id: 'availability/disruption-of-unhealthy-pods',
    title: 'Every disruption budget lets pods go that are not ready.',
    why: 'By default a pod that crashes in a loop cannot be evicted, so one broken workload stops the drain of its node.',
    repair: 'Set unhealthyPodEvictionPolicy to AlwaysAllow.',
    reference: `${pdbDocs}#unhealthy-pod-eviction-policy`,
  },
  budget,
  function* (entry) {
    const policy = at(entry.object, 'spec', 'unhealthyPodEvictionPolicy');
    if (policy === 'AlwaysAllow') return;
    yield { path: 'spec.unhealthyPodEvictionPolicy', found: show(policy), expected: '"AlwaysAllow"' };
  },
);

export const spread = objectRule(
  {
    id: 'availability/spread',
    title: 'Pods of a workload of two or more are spread over nodes.',
    why: 'The scheduler may otherwise put all of them on one node, and its end is the end of all.',
    repair: "Add a topologySpreadConstraint over kubernetes.io/hostname that selects the workload's own pods.",
    reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
  },
  replicated,
  function* (entry, environment) {
    const pod = environment.podOf(entry);
    if (pod === undefined || replicasOf(entry, environment).min < 2 || isSpread(entry, environment)) return;
    const path = `${pod.specAt}.topologySpreadConstraints`;
    yield { path, found: 'nothing that spreads its pods', expected: 'a constraint that selects them' };
  },
);

function isSpread(entry: Entry, environment: EnvironmentIndex): boolean {
  const pod = environment.podOf(entry)!;
  const affinity = at(pod.spec, 'affinity', 'podAntiAffinity');
  return selectorsOfSpread(pod.spec.topologySpreadConstraints, affinity).some((selector) =>
    environment.podsSelected(entry.namespace, selector).includes(pod),
  );
}

function selectorsOfSpread(constraints: unknown, antiAffinity: unknown): readonly unknown[] {
  const terms = [
    ...list(constraints),
    ...list(at(antiAffinity, 'requiredDuringSchedulingIgnoredDuringExecution')),
    ...list(at(antiAffinity, 'preferredDuringSchedulingIgnoredDuringExecution')).map((term) =>
      at(term, 'podAffinityTerm'),
    ),
  ];
  // Without a selector a term selects no pod at all.
  return terms.map((term) => at(term, 'labelSelector')).filter((selector) => selector !== undefined);
}
