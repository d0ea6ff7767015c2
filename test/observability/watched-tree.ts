import { infraTree } from '../../lib/gitops/infra-tree.ts';
import type { Plan, Stack } from '../../lib/model/index.ts';
import type { ObservabilityProps } from '../../lib/model/observability/observability-props.ts';
import type { Tree } from '../../lib/render/tree.ts';
import { cart, withWorkload } from '../fixtures/base.ts';
import { observability } from '../fixtures/watched.ts';
import { environmentWith, planOf } from '../model/plan/plan-of.ts';

/** Three tiers that speak OpenTelemetry, a service that speaks as the seeds do, and a worker that serves nobody. */
export const stacks: readonly Stack[] = [
  cart,
  withWorkload({ metrics: { port: 'http', convention: 'seed' } }),
  {
    domain: 'shop',
    name: 'mailer',
    workloads: { mailer: { tier: 'worker', ports: { metrics: 9100 }, metrics: { port: 'metrics' } } },
  },
];

/** The plan of a watched environment with those stacks. */
export function watchedPlan(
  parts: Partial<ObservabilityProps> = {},
  where: Parameters<typeof environmentWith>[0] = {},
): Plan {
  return planOf({ stacks, environment: environmentWith({ observability: { ...observability, ...parts }, ...where }) });
}

/** The tree of that plan. */
export function watchedTree(...args: Parameters<typeof watchedPlan>): Tree {
  return infraTree([watchedPlan(...args)]);
}
