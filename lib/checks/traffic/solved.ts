import type { Engine } from './engine.ts';
import { allowedBetween, type View } from './pairs.ts';
import type { WorkloadPeer } from './peers.ts';
import { PortPool } from './port-pool.ts';

/** A solved cluster, seen by workloads. */
export interface Solved {
  readonly engine: Engine;
  readonly view: View;
  readonly workloads: readonly WorkloadPeer[];
  /** The classes that each workload's pods are of; more than one only where bare pods of one owner differ. */
  readonly classesOf: readonly (readonly number[])[];
  /**
   * The place of a workload in the lists above.
   * @throws RangeError for a workload of another tree.
   */
  placeOf(peer: WorkloadPeer): number;
}

/** A solved cluster as its workloads. */
export function solvedOf(engine: Engine, view: View): Solved {
  const classes = engine.cluster.workloads.map((): Set<number> => new Set());
  engine.finder.workloadOf.forEach((workload, pod) => {
    classes[workload]!.add(engine.classOf[pod]!);
  });
  const places = new Map(engine.cluster.workloads.map(({ id }, place) => [id, place]));
  return {
    engine,
    view,
    workloads: engine.cluster.workloads.map((workload) => ({ kind: 'workload', id: workload.id, workload })),
    classesOf: classes.map((each) => [...each]),
    placeOf: ({ id }) => {
      const place = places.get(id);
      if (place === undefined) throw new RangeError(`${id} is no workload of the tree`);
      return place;
    },
  };
}

/** Joins what the pods of one workload are allowed: what all of them are in the strict reading, what any of them is in the others. */
export function joined({ engine, view }: Solved, ports: Iterable<number>): number {
  const [first = PortPool.none, ...others] = ports;
  return others.reduce(
    (a, b) => (view.reading === 'strict' ? engine.pool.intersect(a, b) : engine.pool.union(a, b)),
    first,
  );
}

/** What the view allows from one workload to another, both by their places, as a number of the pool. */
export function betweenWorkloads(solved: Solved, from: number, to: number): number {
  const { engine, view, classesOf } = solved;
  const pairs = classesOf[from]!.flatMap((a) => classesOf[to]!.map((b) => allowedBetween(engine, a, b, view)));
  return joined(solved, pairs);
}
