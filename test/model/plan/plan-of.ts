import {
  type Cluster,
  type Environment,
  existing,
  FaultsError,
  type Plan,
  type PlanInput,
  resolvePlan,
  type WorkloadProps,
} from '../../../lib/model/index.ts';
import type { Edge } from '../../../lib/model/plan/edge.ts';
import type { Database, Workload } from '../../../lib/model/plan/plan.ts';
import { environment, input, withWorkload } from '../../fixtures/base.ts';

/** The plan of the good input with parts of it replaced. */
export function planOf(parts: Partial<PlanInput> = {}): Plan {
  return resolvePlan(input(parts));
}

/** The good environment with parts of it replaced. */
export function environmentWith(parts: Partial<Environment>): Environment {
  return { ...environment, ...parts };
}

/** A cluster with capabilities of its own. */
export function clusterWith(capabilities: Partial<Cluster['capabilities']>): Cluster {
  return existing({ capabilities });
}

/** The plan of the workload `search` with these props. */
export function workloadWith(props: WorkloadProps, where: Partial<Environment> = {}): Workload {
  return workloadIn(
    planOf({ stacks: [withWorkload(props)], environment: environmentWith(where) }),
    'shop/search/search',
  );
}

/** The workload of this id: `shop/cart/api`. */
export function workloadIn(plan: Plan, id: string): Workload {
  return found(plan.applications.flatMap(({ workloads }) => workloads).find((workload) => workload.id === id));
}

/** The database of this id. */
export function databaseIn(plan: Plan, id: string): Database {
  return found(plan.applications.flatMap(({ databases }) => databases).find((database) => database.id === id));
}

/** `shop/cart/app → shop/cart/api TCP 8002`, sorted. */
export function edgeTexts(edges: readonly Edge[]): readonly string[] {
  return edges
    .map(({ from, to, ports }) => `${from.id} → ${to.id} ${ports.map((p) => `${p.protocol} ${p.port}`).join(', ')}`)
    .sort();
}

/** The messages of the faults in the input. */
export function faultsOf(parts: Partial<PlanInput>): readonly string[] {
  try {
    planOf(parts);
    return [];
  } catch (error) {
    if (!(error instanceof FaultsError)) throw error;
    return error.message.split('\n');
  }
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not in the plan');
  return value;
}
