import type { Environment } from '../environment/environment-props.ts';
import { bytesText, coresText, quantityAmount } from '../values/quantity.ts';
import type { Report } from './context.ts';
import type { Application, Pods } from './plan.ts';
import { bounds } from './scaling.ts';

/** What an environment needs at its largest: every autoscaler at its maximum, every rollout and job under way at once. */
export interface Demand {
  /** Cores. */
  readonly cpu: number;
  /** Bytes. */
  readonly memory: number;
  readonly pods: number;
  /** Bytes. */
  readonly storage: number;
}

/** Adds up what applications need at their largest. */
export function demandOf(applications: readonly Application[]): Demand {
  const demand = { cpu: 0, memory: 0, pods: 0, storage: 0 };
  const add = (pods: Pods, count: number, sizeGi = 0): void => {
    demand.cpu += quantityAmount(pods.resources.requests.cpu) * count;
    demand.memory += quantityAmount(pods.resources.requests.memory) * count;
    demand.pods += count;
    demand.storage += sizeGi * 2 ** 30;
  };
  for (const { workloads, databases } of applications) {
    for (const workload of workloads) add(workload, bounds(workload.scaling).max + workload.maxSurge);
    for (const database of databases) {
      if (database.migration) add(database.migration, 1);
      if (database.kind === 'managed') continue;
      add(database, 1, database.sizeGi);
      if (database.backup) add(database.backup, 1, database.backup.sizeGi);
    }
  }
  return demand;
}

/** Reports each part of the quota that the applications at their largest would exceed: the scheduler would refuse pods later. */
export function reportQuota({ name, quota }: Environment, applications: readonly Application[], report: Report): void {
  const demand = demandOf(applications);
  const rows: readonly (readonly [keyof Demand, string, number])[] = [
    ['cpu', coresText(demand.cpu), quantityAmount(quota.cpu)],
    ['memory', bytesText(demand.memory), quantityAmount(quota.memory)],
    ['pods', String(demand.pods), quota.pods],
    ['storage', bytesText(demand.storage), quantityAmount(quota.storage)],
  ];
  for (const [part, needed, limit] of rows) {
    if (demand[part] <= limit * (1 + Number.EPSILON * 1024)) continue;
    report({
      owner: `environment ${name}`,
      path: `quota.${part}`,
      found: String(quota[part]),
      expected: `at least ${needed}, what its stacks ask for at their largest`,
      repair: `Raise quota.${part}, or lower replicas, sizes or autoscaling.max.`,
    });
  }
}
