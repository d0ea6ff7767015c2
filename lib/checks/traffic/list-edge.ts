import { exposures, openToEdge } from './exposure.ts';
import { type Connection, edge } from './peers.ts';
import { PortPool } from './port-pool.ts';
import { PortSet } from './ports.ts';
import type { Solved } from './solved.ts';

/** What an Ingress or HTTPRoute exposes of each workload and its ingress policies let through. */
export function edgeConnections({ engine, view, workloads }: Solved): readonly Connection[] {
  const found = new Map<number, PortSet>();
  for (const { pod, ports } of exposures(engine)) {
    const workload = engine.finder.workloadOf[pod]!;
    const open = view.direction === 'egress' ? PortPool.all : openToEdge(engine, engine.classOf[pod]!, view.reading);
    found.set(workload, (found.get(workload) ?? PortSet.none).union(ports.intersect(engine.pool.set(open))));
  }
  return [...found]
    .filter(([, ports]) => !ports.isEmpty)
    .map(([workload, ports]) => ({ from: edge, to: workloads[workload]!, ports }));
}

/** The routes and Services that lead to a workload, given by its place; sorted. */
export function exposedBy({ engine }: Solved, workload: number): readonly string[] {
  const own = exposures(engine).filter(({ pod }) => engine.finder.workloadOf[pod] === workload);
  return [...new Set(own.flatMap(({ through }) => through))].sort();
}
