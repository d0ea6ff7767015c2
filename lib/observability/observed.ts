import type { Observability } from '../model/observability/plan-observability.ts';
import type { Plan } from '../model/plan/plan.ts';

/** The observability of a plan that has one. @throws TypeError for a plan of an environment that somebody else watches */
export function observabilityPlanOf({ observability, environment }: Plan): Observability {
  if (!observability) throw new TypeError(`${environment.name} has no observability of its own`);
  return observability;
}
