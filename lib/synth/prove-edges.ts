import { type Fault, FaultsError, faultMessage } from '../model/fault.ts';
import type { Plan } from '../model/index.ts';
import type { Tree } from '../render/tree.ts';
import { extraFaults } from './edges/extra.ts';
import { type Ground, groundOf } from './edges/ground.ts';
import { missingFaults } from './edges/missing.ts';
import { routeFaults } from './edges/routes.ts';
import { serviceFaults } from './edges/services.ts';
import { wiringFaults } from './edges/wiring.ts';

/**
 * Where the connections that the rendered tree allows differ from the edges that the plan declares: what is missing and what is too
 * much, on the ingress and on the egress side each, and whatever stands between a caller and the port behind it. The tree's
 * connections are computed from its objects alone; objects of other environments are left out.
 */
export function edgeFaults(plan: Plan, tree: Tree): readonly Fault[] {
  try {
    const ground = groundOf(plan, tree);
    const faults = [...halfFaults(ground), ...wiringFaults(ground), ...serviceFaults(ground), ...routeFaults(ground)];
    return [...new Map(faults.map((fault) => [faultMessage(fault), fault])).values()];
  } catch (error) {
    if (error instanceof FaultsError) return error.faults;
    throw error;
  }
}

function halfFaults(ground: Ground): readonly Fault[] {
  return ground.views.flatMap((view) =>
    ground.workloads.flatMap((workload) => [
      ...missingFaults(ground, view, workload),
      ...extraFaults(ground, view, workload),
    ]),
  );
}
