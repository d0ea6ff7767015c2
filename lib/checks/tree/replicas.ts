import { at, text } from '../json.ts';
import type { Entry } from './entry.ts';
import { type EnvironmentIndex, groupBy, perEnvironment } from './environment.ts';

/** The autoscalers of an environment by what they scale: `Deployment/uo-dev/api` → HorizontalPodAutoscalers. */
const autoscalers = perEnvironment((environment) =>
  groupBy(environment.ofKind('HorizontalPodAutoscaler'), (entry) => {
    const target = at(entry.object, 'spec', 'scaleTargetRef');
    return [`${text(at(target, 'kind'))}/${entry.namespace}/${text(at(target, 'name'))}`];
  }),
);

/** The autoscalers that scale the object of `entry`. */
export function autoscalersOf(entry: Entry, environment: EnvironmentIndex): readonly Entry[] {
  return autoscalers(environment).get(`${entry.kind}/${entry.namespace}/${entry.name}`) ?? [];
}

/** How many pods an object keeps at once. */
export interface Replicas {
  readonly min: number;
  readonly max: number;
}

/** The pods that the object of `entry` keeps, its autoscaler counted in; a DaemonSet counts as one. */
export function replicasOf(entry: Entry, environment: EnvironmentIndex): Replicas {
  const [autoscaler] = autoscalersOf(entry, environment);
  if (autoscaler !== undefined) {
    const spec = autoscaler.object.spec;
    const max = number(at(spec, 'maxReplicas'), 1);
    return { min: Math.min(number(at(spec, 'minReplicas'), 1), max), max };
  }
  const count = number(at(entry.object, ...countPath(entry.kind)), 1);
  return { min: count, max: count };
}

/** A number of pods as written, or a share of `pods` such as `25%`, rounded up as the disruption controller does; NaN for anything else. */
export function countOf(value: unknown, pods: number): number {
  return typeof value === 'number' ? value : Math.ceil((Number.parseFloat(text(value)) * pods) / 100);
}

function countPath(kind: string): readonly string[] {
  if (kind === 'Job') return ['spec', 'parallelism'];
  if (kind === 'CronJob') return ['spec', 'jobTemplate', 'spec', 'parallelism'];
  return ['spec', 'replicas'];
}

function number(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
