import type { GraphEdge, TrafficGraph } from '../graph.ts';

/** How many edges of each kind can be traced in one picture; of a kind with more, those of the workload in focus alone are shown. */
const most = { declared: 1500, missing: 200, undeclared: 40, contested: 40, across: 20, outside: 16 } as const;

/** A kind of edges that is shown or not as a whole. */
export type EdgeKind = keyof typeof most;

/** Which edges a picture draws, and how many of each kind it leaves to the focus. */
export function drawnEdges({ nodes, edges }: TrafficGraph): {
  readonly drawn: ReadonlySet<number>;
  readonly hidden: ReadonlyMap<EdgeKind, number>;
} {
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  const kindOf = ({ from, to, state }: GraphEdge): EdgeKind => {
    const ends = [nodeOf.get(from)!, nodeOf.get(to)!];
    if (ends.some(({ kind }) => kind === 'outside')) return 'outside';
    const isAcross = new Set(ends.map(({ namespace }) => namespace)).size > 1;
    return state === 'declared' && isAcross && ends.every(({ kind }) => kind === 'workload') ? 'across' : state;
  };
  const kinds = Map.groupBy([...edges.keys()], (place) => kindOf(edges[place]!));
  const few = [...kinds].filter(([kind, places]) => places.length <= most[kind]);
  const many = [...kinds].filter(([kind, places]) => places.length > most[kind]);
  return {
    drawn: new Set(few.flatMap(([, places]) => places)),
    hidden: new Map(many.map(([kind, places]) => [kind, places.length])),
  };
}
