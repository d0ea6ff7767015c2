import type { Platform } from '../load/platform.ts';
import { type Fault, FaultsError, faultMessage, throwFaults } from '../model/fault.ts';
import type { Environment, Plan } from '../model/index.ts';
import { resolvePlan, shapeFaults } from '../model/plan/resolve.ts';

/**
 * The plan of every environment of the platform, in the order of the environments.
 * @throws FaultsError with the faults of all environments; one that several share (a stack's shape) is told once
 */
export function plansOf(platform: Platform): readonly Plan[] {
  const plans: Plan[] = [];
  const faults = new Map<string, Fault>();
  for (const environment of platform.environments) {
    const result = planOf(platform, environment);
    if ('plan' in result) plans.push(result.plan);
    else for (const fault of result.faults) faults.set(faultMessage(fault), fault);
  }
  throwFaults([...faults.values()]);
  return plans;
}

type Result = { readonly plan: Plan } | { readonly faults: readonly Fault[] };

function planOf({ stacks, releases, unreadable, images }: Platform, environment: Environment): Result {
  const name = environment?.name;
  const input = { environment, stacks, images, releases: releases.get(name) ?? {} };
  const faults = unreadable.get(name);
  if (faults) return { faults: [...faults, ...shapeFaults(input)] };
  try {
    return { plan: resolvePlan(input) };
  } catch (error) {
    if (error instanceof FaultsError) return { faults: error.faults };
    throw error;
  }
}
