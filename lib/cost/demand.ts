import type { Application, Plan, Pods } from '../model/plan/plan.ts';
import { bounds } from '../model/plan/scaling.ts';
import type { ResourcesProps } from '../model/stack/workload-props.ts';
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
  return sum(pods.map(([{ resources }, count]) => amountOf(resources, count)));
}

/** What the programs that watch an environment ask for, one pod of each and of those on every node. */
export function watchingRequests({ observability }: Plan): Requests {
  return sum((observability?.parts ?? []).map(({ resources }) => amountOf(resources, 1)));
}

function amountOf({ requests }: ResourcesProps, count: number): Requests {
  const gi = quantityAmount(requests.memory) / 2 ** 30;
  return { cpu: quantityAmount(requests.cpu) * count, memoryGi: gi * count };
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
