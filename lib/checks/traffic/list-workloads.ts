import { forEachPair } from './pairs.ts';
import type { Connection, WorkloadPeer } from './peers.ts';
import type { Half } from './policies.ts';
import { PortPool } from './port-pool.ts';
import { betweenWorkloads, type Solved } from './solved.ts';

/** Every connection between two workloads; a workload to itself is left out. */
export function workloadConnections(solved: Solved): readonly Connection[] {
  const { engine, view, workloads, classesOf } = solved;
  const owners = engine.members.map((pods) => [...new Set(pods.map((pod) => engine.finder.workloadOf[pod]!))]);
  const found: Connection[] = [];
  const add = (from: number, to: number, ports: number): void => {
    if (ports !== PortPool.none)
      found.push({ from: workloads[from]!, to: workloads[to]!, ports: engine.pool.set(ports) });
  };
  // A workload with pods of several classes meets the same other one several times.
  const mixed = new Set<number>();
  const isMixed = classesOf.map((classes) => classes.length > 1);
  forEachPair(engine, view, (fromClass, toClass, ports) => {
    for (const from of owners[fromClass]!) {
      for (const to of owners[toClass]!) {
        if (from === to) continue;
        if (isMixed[from] || isMixed[to]) mixed.add(from * workloads.length + to);
        else add(from, to, ports);
      }
    }
  });
  for (const pair of mixed) {
    const to = pair % workloads.length;
    const from = (pair - to) / workloads.length;
    add(from, to, betweenWorkloads(solved, from, to));
  }
  return found;
}

/** Whether all pods of a workload, given by its place, are isolated in a half. */
export function isIsolated({ engine, view, classesOf }: Solved, half: Half, workload: number): boolean {
  return classesOf[workload]!.every((of) => engine.half(half, of).isolated && !engine.isFree(of, view.reading));
}

/** The other workloads that some rule of a workload means in a half. */
export function namedWorkloads(
  { engine, view, workloads, classesOf }: Solved,
  half: Half,
  workload: number,
): readonly WorkloadPeer[] {
  const found = new Set<number>();
  for (const { peer } of classesOf[workload]!.flatMap((of) => engine.half(half, of).grants)) {
    const meant = engine.meant(peer, view.reading) ?? engine.members.keys();
    for (const of of meant) for (const pod of engine.members[of]!) found.add(engine.finder.workloadOf[pod]!);
  }
  found.delete(workload);
  return [...found].sort((a, b) => a - b).map((place) => workloads[place]!);
}
