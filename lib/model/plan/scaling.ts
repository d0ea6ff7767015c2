import type { Environment } from '../environment/environment-props.ts';
import type { Fault } from '../fault.ts';
import type { AutoscalingProps, WorkloadProps } from '../stack/workload-props.ts';
import { owner, type StackContext } from './context.ts';
import type { Scaling, ScalingMetric } from './plan.ts';

/** The metric of {@link AutoscalingProps.requestsPerSecond}. */
export const requestRateMetric = 'http_requests_per_second';

/** How many pods run here: what the stack says, within the environment's bounds. */
export function scalingOf(context: StackContext, name: string, props: WorkloadProps): Scaling {
  const { floor = 1, ceiling = Number.POSITIVE_INFINITY } = context.environment.replicas ?? {};
  const { autoscaling } = props;
  reportFloor(context, name, props, floor);
  if (!autoscaling) return { kind: 'fixed', replicas: Math.min(props.replicas ?? Math.max(2, floor), ceiling) };
  reportAutoscaling(context, name, props, autoscaling);
  const min = Math.min(autoscaling.min, ceiling);
  const max = Math.min(autoscaling.max, ceiling);
  if (min >= max) return { kind: 'fixed', replicas: min };
  const metrics = metricsOf(autoscaling);
  reportPodMetrics(context, name, props, metrics);
  return { kind: 'auto', min, max, metrics };
}

/** Fewest and most pods. */
export function bounds(scaling: Scaling): { readonly min: number; readonly max: number } {
  return scaling.kind === 'fixed' ? { min: scaling.replicas, max: scaling.replicas } : scaling;
}

function metricsOf({ cpuPercent, requestsPerSecond, custom = {} }: AutoscalingProps): readonly ScalingMetric[] {
  return [
    ...(cpuPercent === undefined ? [] : [{ kind: 'cpu', percent: cpuPercent } as const]),
    ...Object.entries({
      ...(requestsPerSecond === undefined ? {} : { [requestRateMetric]: String(requestsPerSecond) }),
      ...custom,
    }).map(([metric, average]) => ({ kind: 'pods', metric, average }) as const),
  ];
}

function reportFloor(
  context: StackContext,
  name: string,
  { replicas, autoscaling }: WorkloadProps,
  floor: number,
): void {
  for (const [path, count] of [
    ['replicas', replicas],
    ['autoscaling.min', autoscaling?.min],
  ] as const) {
    if (count === undefined || count >= floor) continue;
    context.report({
      owner: owner(context, name),
      path,
      found: String(count),
      expected: `at least ${floor} (the floor of ${context.environment.name})`,
      repair: `Set ${path} to ${floor} or more.`,
    });
  }
}

function reportAutoscaling(
  context: StackContext,
  name: string,
  { replicas }: WorkloadProps,
  given: AutoscalingProps,
): void {
  const at = { owner: owner(context, name), path: 'autoscaling' };
  if (replicas !== undefined) {
    context.report({
      ...at,
      found: `autoscaling beside replicas ${replicas}`,
      expected: 'one of the two',
      repair: 'Remove replicas: the autoscaler owns the number.',
    });
  }
  if (given.max < given.min) {
    context.report({
      ...at,
      path: 'autoscaling.max',
      found: String(given.max),
      expected: `at least min, ${given.min}`,
      repair: `Set max to ${given.min} or more.`,
    });
  }
  if (metricsOf(given).length === 0) {
    context.report({
      ...at,
      found: 'no metric',
      expected: 'cpuPercent, requestsPerSecond or custom',
      repair: 'Say what to scale by, such as cpuPercent: 70.',
    });
  }
}

function reportPodMetrics(
  context: StackContext,
  name: string,
  { metrics: scraped }: WorkloadProps,
  metrics: readonly ScalingMetric[],
): void {
  const custom = metrics.find((metric) => metric.kind === 'pods');
  const problem = custom && podMetricProblem(context.environment, scraped);
  if (!problem) return;
  const at = { owner: owner(context, name), path: 'autoscaling' };
  context.report({ ...at, found: `the metric "${custom.metric}"`, ...problem });
}

/** Why no autoscaler here reads a metric of the pods; `undefined` if one does. */
function podMetricProblem(
  { cluster, observability }: Environment,
  scraped: WorkloadProps['metrics'],
): Pick<Fault, 'expected' | 'repair'> | undefined {
  const { customMetrics } = cluster.capabilities;
  if (customMetrics === true) return undefined; // somebody else's adapter may ask anybody
  const adapter = 'give the cluster a metrics adapter and say customMetrics: true';
  if (customMetrics === false) {
    const expected = 'cpuPercent alone, since this cluster serves no other metrics to autoscalers';
    return { expected, repair: `Scale by CPU, or ${adapter}.` };
  }
  if (cluster.of) {
    const expected = `cpuPercent alone, since the cluster's adapter asks the Prometheus of ${cluster.of.environment}`;
    return { expected, repair: `Scale by CPU, or ${adapter}.` };
  }
  if (!observability) {
    const expected =
      "cpuPercent alone, since the cluster's adapter asks a Prometheus that this environment doesn't have";
    return { expected, repair: `Set observability, scale by CPU, or ${adapter}.` };
  }
  if (scraped) return undefined;
  return {
    expected: 'metrics, the port where Prometheus asks the pods',
    repair: "Add metrics: { port: 'http' } with the name of that port, or scale by CPU.",
  };
}
