import type { GraphNode, Tier } from '../graph.ts';
import { docksOf } from './docks.ts';
import { around, type Box, columnX, type Point, pitch, sizes } from './geometry.ts';
import type { InnerEdge } from './inside.ts';
import { type Layered, type LayeredEdge, layered } from './layered.ts';

const columns: Readonly<Record<Tier, number>> = { app: 1, api: 2, service: 3, database: 4 };

/** Workloads that talk to each other, laid out. */
export interface Group {
  /** The last column that has a node. */
  readonly last: number;
  readonly bounds: Box;
  readonly nodes: ReadonlyMap<string, Box>;
  readonly routes: ReadonlyMap<number, readonly Point[]>;
}

/** Lays out workloads in columns by their tiers and by who talks to whom; the box's own left side is column 0. */
export function groupLayout(group: readonly GraphNode[], edges: readonly InnerEdge[]): Group {
  const constraints = constraintsOf(group, edges);
  const heights = new Map(group.map(({ id }) => [id, heightOf(id, edges)]));
  const ends = [...new Set(constraints.flatMap(({ from, to }) => [from, to]))].filter((id) => !heights.has(id));
  const placed = layered(
    [
      ...group.map(({ id }) => ({ id, width: sizes.node, height: heights.get(id)! })),
      ...ends.map((id) => ({ id, width: 1, height: sizes.line - 6 })),
    ],
    constraints,
    { nodes: sizes.gap, edges: sizes.gap / 2, layers: pitch },
  );
  // Column 0 is the box's side: no workload stands there.
  const shift = Math.max(0, 1 - Math.min(...group.map(({ id }) => placed.nodes.get(id)!.layer)));
  const columnOf = (id: string) => placed.nodes.get(id)!.layer + shift;
  const nodes = new Map(
    group.map(({ id }): [string, Box] => {
      const height = heights.get(id)!;
      return [id, { x: columnX(columnOf(id)), y: placed.nodes.get(id)!.y - height / 2, width: sizes.node, height }];
    }),
  );
  const last = Math.max(1, ...group.map(({ id }) => columnOf(id)));
  const routes = routesOf(edges, nodes, placed, shift, last);
  const lines = [...routes.values()].flat();
  const marks = lines.map(({ x, y }) => ({ x, y: y - sizes.line / 2, width: 0, height: sizes.line }));
  return { last, bounds: around([...nodes.values(), ...marks]), nodes, routes };
}

function constraintsOf(group: readonly GraphNode[], edges: readonly InnerEdge[]): readonly LayeredEdge[] {
  const columnOf = new Map(group.map(({ id, tier }) => [id, tier === undefined ? undefined : columns[tier]]));
  const inner = edges.flatMap(({ place, from, to }): readonly LayeredEdge[] => {
    if (to === undefined) return [];
    const [own, target] = [columnOf.get(from ?? ''), columnOf.get(to)];
    if (from === undefined) return [{ id: `${place}`, from: `in ${place}`, to, layers: target ?? 1, weight: 1 }];
    const layers = own === undefined || target === undefined ? 1 : Math.max(1, target - own);
    return [{ id: `${place}`, from, to, layers, weight: 16 }];
  });
  // Where nothing comes in, the tier alone says in which column a workload stands.
  const entered = new Set(edges.map(({ to }) => to));
  const anchors = group.flatMap(({ id }): readonly LayeredEdge[] => {
    const column = columnOf.get(id);
    if (column === undefined || entered.has(id)) return [];
    return [{ id: `anchor ${id}`, from: `anchor ${id}`, to: id, layers: column, weight: 1 }];
  });
  const depths = depthsOf(group, [...inner, ...anchors]);
  const deepest = Math.max(...depths.values());
  const exits = edges.flatMap(({ place, from, to }): readonly LayeredEdge[] => {
    if (to !== undefined || from === undefined) return [];
    const layers = deepest + 1 - depths.get(from)!;
    return [{ id: `${place}`, from, to: `out ${place}`, layers, weight: 1 }];
  });
  return [...inner, ...anchors, ...exits];
}

/** The least column of each workload; a circle ends after as many rounds as there are workloads. */
function depthsOf(group: readonly GraphNode[], edges: readonly LayeredEdge[]): ReadonlyMap<string, number> {
  const depths = new Map(group.map(({ id }) => [id, 1]));
  for (let round = 0, moves = true; moves && round < group.length; round++) {
    moves = false;
    for (const { from, to, layers } of edges) {
      const depth = (depths.get(from) ?? 0) + layers;
      if (depth <= depths.get(to)!) continue;
      depths.set(to, Math.min(depth, group.length + columns.database));
      moves = true;
    }
  }
  return depths;
}

function heightOf(id: string, edges: readonly InnerEdge[]): number {
  const into = edges.filter(({ to }) => to === id).length;
  const out = edges.filter(({ from }) => from === id).length;
  return Math.max(sizes.nodeHeight, (Math.max(into, out) + 1) * sizes.line);
}

function routesOf(
  edges: readonly InnerEdge[],
  nodes: ReadonlyMap<string, Box>,
  placed: Layered,
  shift: number,
  last: number,
): ReadonlyMap<number, readonly Point[]> {
  const through = new Map(
    edges.map(({ place, from }) => {
      const passes = placed.passes.get(`${place}`)!;
      const before = from === undefined ? columnsBefore(shift, placed.nodes.get(`in ${place}`)!.y) : [];
      const columns = [...before, ...passes.map(({ layer, y }) => ({ x: columnX(layer + shift), y }))];
      // An edge that leaves has come as far as it must behind the last node.
      return [place, columns.filter(({ x }) => x <= columnX(last))] as const;
    }),
  );
  const portY = (id: string) => placed.nodes.get(id)!.y;
  const docks = docksOf(edges, nodes, (edge, end) => {
    const [passes, other] = [through.get(edge.place)!, nodes.get((end === 'from' ? edge.to : edge.from) ?? '')];
    const next = end === 'from' ? passes[0] : passes.at(-1);
    return next?.y ?? (other ? other.y + other.height / 2 : portY(`${end === 'from' ? 'out' : 'in'} ${edge.place}`));
  });
  return new Map(
    edges.map(({ place, from, to }): [number, readonly Point[]] => {
      const start = from === undefined ? { x: 0, y: portY(`in ${place}`) } : docks.get(`from ${place}`)!;
      const end =
        to === undefined
          ? { x: columnX(last) + sizes.node + sizes.bend, y: portY(`out ${place}`) }
          : docks.get(`to ${place}`)!;
      const isBack = start.x > end.x;
      const between = through.get(place)!.flatMap(({ x, y }) => {
        const [left, right] = [
          { x, y },
          { x: x + sizes.node, y },
        ];
        return isBack ? [right, left] : [left, right];
      });
      const label = to === undefined ? [] : [{ x: end.x - sizes.label, y: end.y }];
      return [place, [start, ...between, ...label, end]];
    }),
  );
}

/** The columns that an edge from outside passes before the first layer. */
function columnsBefore(shift: number, y: number): readonly Point[] {
  return Array.from({ length: shift }, (_, place) => ({ x: columnX(place + 1), y }));
}
