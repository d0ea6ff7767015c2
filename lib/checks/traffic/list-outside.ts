import { anyPodOutside, type OutsidePods, outsideOf } from './outside.ts';
import { allowedOutside, type Way } from './outside-solve.ts';
import type { Connection } from './peers.ts';
import { joined, type Solved } from './solved.ts';

/** Every connection between a workload and pods outside of the tree, each kind of pods that the workload's own rules name. */
export function outsideConnections(solved: Solved): readonly Connection[] {
  const ways: readonly Way[] = ['in', 'out'];
  return solved.workloads.flatMap((_, workload) => ways.flatMap((way) => outsideOfWorkload(solved, workload, way)));
}

/**
 * The connections of one workload with pods outside of the tree. Whatever such a pod is allowed, some peer here stands for it: the
 * permissive reading leaves none out.
 */
export function outsideOfWorkload(solved: Solved, workload: number, way: Way): readonly Connection[] {
  const { engine, workloads } = solved;
  return namedOutside(solved, workload, way).flatMap((pods): Connection[] => {
    const ports = engine.pool.set(allowedByOutside(solved, workload, way, pods));
    if (ports.isEmpty) return [];
    return way === 'in'
      ? [{ from: pods, to: workloads[workload]!, ports }]
      : [{ from: workloads[workload]!, to: pods, ports }];
  });
}

/** What the view allows between a workload and pods outside, as a number of the pool. */
export function allowedByOutside(solved: Solved, workload: number, way: Way, pods: OutsidePods): number {
  const { engine, view, classesOf } = solved;
  return joined(
    solved,
    classesOf[workload]!.map((of) => allowedOutside(engine, of, way, pods, view)),
  );
}

// One half alone is no matter of connections that the workload is on the other side of.
function namedOutside({ engine, view, classesOf }: Solved, workload: number, way: Way): readonly OutsidePods[] {
  const half = way === 'in' ? 'ingress' : 'egress';
  if (view.direction !== 'both' && view.direction !== half) return [];
  const found = classesOf[workload]!.flatMap((of): readonly (OutsidePods | undefined)[] => {
    const { isolated, grants } = engine.half(half, of);
    if (!isolated || engine.isFree(of, view.reading)) return [anyPodOutside(engine)];
    const covers = view.reading === 'permissive' && grants.some(({ peer }) => engine.coversPods(peer));
    return [...grants.map(({ peer }) => outsideOf(engine, peer)), covers ? anyPodOutside(engine) : undefined];
  });
  const byId = new Map(found.flatMap((pods) => (pods === undefined ? [] : [[pods.id, pods] as const])));
  return [...byId.values()];
}
