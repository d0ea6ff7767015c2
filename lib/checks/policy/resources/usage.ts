import { at, list } from '../../json.ts';
import { parseQuantity } from '../../quantity.ts';
import type { Entry, EnvironmentIndex, Pod } from '../../tree/index.ts';
import { countOf, replicasOf } from '../../tree/replicas.ts';

/** What a quota counts: `requests.cpu` → its value in base units. */
export type Usage = ReadonlyMap<string, number>;

const counted = ['requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'] as const;

/** What the API server charges for one pod of this template, by quota key. */
export function podUsage(pod: Pod): Usage {
  const usage = new Map<string, number>([['pods', 1]]);
  for (const key of counted) usage.set(key, podResource(pod, key.split('.') as [string, string]));
  return usage;
}

/** The larger of what runs together and of what any init container takes while it runs before. */
function podResource(pod: Pod, [kind, resource]: [string, string]): number {
  const whole = parseQuantity(at(pod.spec, 'resources', kind, resource));
  if (whole !== undefined) return whole;
  let running = 0;
  let highest = 0;
  for (const container of pod.containers) {
    const amount = parseQuantity(at(container.value, 'resources', kind, resource)) ?? 0;
    const keepsRunning = container.type === 'container' || at(container.value, 'restartPolicy') === 'Always';
    if (keepsRunning) running += amount;
    highest = Math.max(highest, keepsRunning ? running : running + amount);
  }
  return highest;
}

/** What a workload takes at its largest, and what a rollout adds for a while. */
export interface WorkloadUsage {
  readonly steady: Usage;
  readonly surge: Usage;
}

/** The usage of the workload with this template, volume claims of a StatefulSet included. */
export function workloadUsage(pod: Pod, environment: EnvironmentIndex): WorkloadUsage {
  const one = podUsage(pod);
  const { max } = replicasOf(pod.entry, environment);
  const steady = scale(one, max);
  for (const claim of list(at(pod.entry.object, 'spec', 'volumeClaimTemplates'))) {
    for (const [key, value] of claimUsage(claim)) steady.set(key, (steady.get(key) ?? 0) + value * max);
  }
  return { steady, surge: scale(one, surgeOf(pod.entry, max)) };
}

/** What a PersistentVolumeClaim, or the template of one, takes. */
export function claimUsage(claim: unknown): Usage {
  const storage = parseQuantity(at(claim, 'spec', 'resources', 'requests', 'storage')) ?? 0;
  return new Map([
    ['requests.storage', storage],
    ['persistentvolumeclaims', 1],
  ]);
}

function scale(usage: Usage, factor: number): Map<string, number> {
  return new Map([...usage].map(([key, value]) => [key, value * factor]));
}

/** The extra pods of a rolling update: `maxSurge`, by default a quarter, rounded up. */
function surgeOf(entry: Entry, replicas: number): number {
  if (entry.kind !== 'Deployment' || at(entry.object, 'spec', 'strategy', 'type') === 'Recreate') return 0;
  const surge = at(entry.object, 'spec', 'strategy', 'rollingUpdate', 'maxSurge') ?? '25%';
  return countOf(surge, replicas) || 0;
}
