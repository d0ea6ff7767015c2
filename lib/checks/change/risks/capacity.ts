import { at, record, show, text } from '../../json.ts';
import { parseQuantity } from '../../quantity.ts';
import type { Entry } from '../../tree/index.ts';
import { autoscalersOf, replicasOf } from '../../tree/replicas.ts';
import type { Comparison } from '../compare/comparison.ts';
import { addedRule, both, changedRule, keptRule, type RiskRule, type RiskText, removedRule } from './risk.ts';

const quotaText: RiskText = {
  id: 'capacity/quota',
  title: 'a ResourceQuota falls, or limits what it did not',
  reason: 'Pods that run go on, but the next rollout or scale-up may find no room.',
  repair: 'Compare it with what the namespace uses at its largest (kubectl describe resourcequota).',
  reference: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
};

const quota = both(
  changedRule(quotaText, ['ResourceQuota'], function* (old, next) {
    const before = record(at(old.object, 'spec', 'hard'));
    for (const [resource, after] of Object.entries(record(at(next.object, 'spec', 'hard')))) {
      const path = `spec.hard["${resource}"]`;
      const limit = at(before, resource);
      if (limit === undefined) yield { path, what: `limits ${resource} to ${show(after)}, which had no limit` };
      else if (isLess(after, limit)) yield { path, what: `falls from ${show(limit)} to ${show(after)}` };
    }
  }),
  addedRule(quotaText, ['ResourceQuota'], function* (entry, comparison) {
    const hard = Object.keys(record(at(entry.object, 'spec', 'hard')));
    if (!comparison.old.knowsNamespace(entry.namespace)) return;
    yield { path: 'spec.hard', what: `limits ${hard.join(', ')} in a namespace that runs already` };
  }),
);

function isLess(next: unknown, old: unknown): boolean {
  const before = parseQuantity(old);
  const after = parseQuantity(next);
  return before !== undefined && after !== undefined && after < before * (1 - 1e-12);
}

const replicated = ['Deployment', 'StatefulSet', 'ReplicaSet', 'Rollout'];

const replicas = keptRule(
  {
    id: 'capacity/replicas',
    title: 'a workload keeps fewer pods',
    reason: 'The pods that are left carry the whole load, and one fewer may fail.',
    repair: 'Make sure that fewer pods carry the load, and that no disruption budget is left without a pod to spare.',
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#scaling-a-deployment',
  },
  replicated,
  function* (old, next, comparison) {
    // The minimum of an autoscaler is a matter of its own.
    if (isScaled(old, comparison, 'old') && isScaled(next, comparison, 'new')) return;
    const before = replicasOf(old, comparison.old).min;
    const after = replicasOf(next, comparison.new).min;
    if (after < before) yield { path: 'spec.replicas', what: `falls from ${before} to ${after}` };
  },
);

function isScaled(entry: Entry, comparison: Comparison, side: 'old' | 'new'): boolean {
  return autoscalersOf(entry, comparison[side]).length > 0;
}

const autoscaler = changedRule(
  {
    id: 'capacity/autoscaler',
    title: 'the minimum or maximum of an autoscaler falls',
    reason: 'Fewer pods wait for a load that rises suddenly, or fewer can be added when it does.',
    repair: 'Look at the most pods that the last weeks needed.',
    reference: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  },
  ['HorizontalPodAutoscaler'],
  function* (old, next) {
    for (const [field, otherwise] of [
      ['minReplicas', 1],
      ['maxReplicas', undefined],
    ] as const) {
      const before = at(old.object, 'spec', field) ?? otherwise;
      const after = at(next.object, 'spec', field) ?? otherwise;
      if (isLess(after, before)) yield { path: `spec.${field}`, what: `falls from ${show(before)} to ${show(after)}` };
    }
  },
);

const autoscalerGoes = removedRule(
  {
    id: 'capacity/autoscaler-goes',
    title: 'a workload stays and its autoscaler goes',
    reason: 'The number of pods stays where it is, or falls to what the manifest says, whatever the load.',
    repair: 'Render replicas that carry the highest load.',
    reference: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  },
  ['HorizontalPodAutoscaler'],
  function* (entry, comparison) {
    const { kind, name } = record(at(entry.object, 'spec', 'scaleTargetRef'));
    const target = comparison.new.find(text(kind), entry.namespace, text(name));
    if (target === undefined || isScaled(target, comparison, 'new')) return;
    yield { path: '', what: `leaves the tree, and ${target.id} stays` };
  },
);

/** What leaves less room or fewer pods. */
export const capacity: readonly RiskRule[] = [quota, replicas, autoscaler, autoscalerGoes];
