import type { Platform } from '../load/platform.ts';
import { type Fault, FaultsError, faultMessage, throwFaults } from '../model/fault.ts';
import { type Plan, resolvePlan } from '../model/index.ts';

/**
 * The plan of every environment of the platform, in the order of the environments.
 * @throws FaultsError with the faults of all environments; one that several share (a stack's shape) is told once
 */
export function plansOf({ stacks, environments, releases, images }: Platform): readonly Plan[] {
  const plans: Plan[] = [];
  const faults = new Map<string, Fault>();
  for (const environment of environments) {
    try {
      plans.push(resolvePlan({ environment, stacks, releases: releases.get(environment.name) ?? {}, images }));
    } catch (error) {
      if (!(error instanceof FaultsError)) throw error;
      for (const fault of error.faults) faults.set(faultMessage(fault), fault);
    }
  }
  throwFaults([...faults.values()]);
  return plans;
}
