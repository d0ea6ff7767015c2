import type { Application, Pods } from '../model/plan/plan.ts';
import { bounds } from '../model/plan/scaling.ts';
import { quantityAmount } from '../model/values/quantity.ts';

/** CPU and memory that pods ask for. */
export interface Requests {
  /** Cores. */
  readonly cpu: number;
  /** GiB. */
  readonly memoryGi: number;
}

/** What an application asks for all the time: autoscalers at rest, or at their largest; jobs pass. */
export function requestsOf({ workloads, databases }: Application, at: 'rest' | 'largest'): Requests {
  const pods: readonly (readonly [Pods, number])[] = [
    ...workloads.map((one) => [one, bounds(one.scaling)[at === 'rest' ? 'min' : 'max']] as const),
    ...databases.flatMap((one) => (one.kind === 'cluster' ? [[one, 1] as const] : [])),
  ];
  return sum(
    pods.map(([{ resources }, count]) => ({
      cpu: quantityAmount(resources.requests.cpu) * count,
      memoryGi: (quantityAmount(resources.requests.memory) / 2 ** 30) * count,
    })),
  );
}

/** Adds requests up. */
export function sum(all: readonly Requests[]): Requests {
  return {
    cpu: all.reduce((total, { cpu }) => total + cpu, 0),
    memoryGi: all.reduce((total, { memoryGi }) => total + memoryGi, 0),
  };
}

/** GiB of volumes of an application's databases in the cluster, dumps included. */
export function volumesOf({ databases }: Application): number {
  return databases.reduce(
    (total, one) => total + (one.kind === 'cluster' ? one.sizeGi + (one.backup?.sizeGi ?? 0) : 0),
    0,
  );
}
