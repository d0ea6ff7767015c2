import { at, field, record, show } from '../../json.ts';
import { parseQuantity, showQuantity } from '../../quantity.ts';
import { environmentRule } from '../../rule.ts';
import type { EnvironmentIndex } from '../../tree/index.ts';
import { claimUsage, type Usage, workloadUsage } from './usage.ts';

export const withinQuota = environmentRule(
  {
    id: 'resources/within-quota',
    title: "All workloads of a namespace at their largest, and one rollout, fit into the namespace's quota.",
    why: 'What does not fit is refused when load is highest, or a rollout waits forever for room.',
    repair: 'Raise the quota, or lower requests or replicas.',
    reference: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
  },
  function* (environment) {
    for (const entry of environment.ofKind('ResourceQuota')) {
      // A quota with scopes counts only some of the pods.
      if (at(entry.object, 'spec', 'scopes') !== undefined || at(entry.object, 'spec', 'scopeSelector') !== undefined)
        continue;
      const needed = namespaceUsage(environment, entry.namespace);
      for (const [key, value] of Object.entries(record(at(entry.object, 'spec', 'hard')))) {
        const resource = key === 'cpu' || key === 'memory' ? `requests.${key}` : key;
        const need = needed.get(resource) ?? 0;
        const hard = parseQuantity(value);
        // Sums of decimal fractions differ from the written value by a rounding error.
        if (hard === undefined || need <= hard * (1 + 1e-9)) continue;
        const expected = `at least ${showQuantity(resource, need)}, what the namespace takes at its largest`;
        yield { entry, path: field('spec.hard', key), found: show(value), expected };
      }
    }
  },
);

function namespaceUsage(environment: EnvironmentIndex, namespace: string): Usage {
  const total = new Map<string, number>();
  const largestSurge = new Map<string, number>();
  for (const pod of environment.podsIn(namespace)) {
    const { steady, surge } = workloadUsage(pod, environment);
    for (const [key, value] of steady) total.set(key, (total.get(key) ?? 0) + value);
    for (const [key, value] of surge) largestSurge.set(key, Math.max(largestSurge.get(key) ?? 0, value));
  }
  for (const claim of environment.ofKindIn('PersistentVolumeClaim', namespace)) {
    for (const [key, value] of claimUsage(claim.object)) total.set(key, (total.get(key) ?? 0) + value);
  }
  for (const [key, value] of largestSurge) total.set(key, (total.get(key) ?? 0) + value);
  return total;
}
