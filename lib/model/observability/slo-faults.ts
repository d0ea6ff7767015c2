import { owner, type Place, type StackContext } from '../plan/context.ts';
import type { WorkloadProps } from '../stack/workload-props.ts';
import { lowestTarget } from './burn-rates.ts';
import { conventions } from './conventions.ts';
import type { Convention, Slo } from './slo-props.ts';

/** Reports promises about requests that nothing counts. */
export function reportConvention(context: StackContext, name: string, { metrics, slo }: WorkloadProps): void {
  if (!slo || metrics?.convention !== undefined) return;
  context.report({
    owner: owner(context, name),
    path: 'slo',
    found: metrics ? 'promises without request metrics' : 'promises without metrics',
    expected: 'metrics with a convention, "otel" or "seed"',
    repair: 'Say in metrics.convention how it names its request metrics, or remove slo.',
  });
}

/** Reports targets whose alerts could never fire, of the workload or of the environment that it takes them from. */
export function reportSlo(context: StackContext, name: string, slo: Slo, convention: Convention): void {
  const targets = { availability: slo.availability, success: slo.success, 'latency.target': slo.latency.target };
  for (const [path, target] of Object.entries(targets)) {
    if (target > lowestTarget) continue;
    context.report({
      ...placeOf(context, name, path),
      found: `${target} %, of which an alert can never fire`,
      expected: `more than ${lowestTarget.toFixed(2)} %: the fastest alert waits for 14.4 times the errors that it allows`,
      repair: 'Raise the target, or say slo: false.',
    });
  }
  const { buckets, duration } = conventions[convention];
  const { belowSeconds } = slo.latency;
  if (buckets.includes(belowSeconds)) return;
  context.report({
    ...placeOf(context, name, 'latency.belowSeconds'),
    found: `${belowSeconds}, which is no bucket of ${duration}: its alert can never fire`,
    expected: `one of ${buckets.join(', ')}`,
    repair: 'Take the nearest of them.',
  });
}

/** A promise that the workload doesn't make itself is the environment's. */
function placeOf(context: StackContext, name: string, path: string): Place {
  const own = context.stack.workloads[name]?.slo;
  const isOwn = own && path.split('.')[0]! in own;
  if (isOwn) return { owner: owner(context, name), path: `slo.${path}` };
  return { owner: `environment ${context.environment.name}`, path: `observability.slo.${path}` };
}
