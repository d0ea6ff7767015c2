import type { GraphNode } from '../graph.ts';
import { type Box, columnX, moved, type Point, sizes } from './geometry.ts';
import { groupLayout } from './group.ts';

/** An edge that touches a namespace; an end that is elsewhere is `undefined`. */
export interface InnerEdge {
  /** Place among the graph's edges. */
  readonly place: number;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** What stands inside of a namespace's box, seen from its upper left corner. */
export interface Inside {
  readonly width: number;
  readonly height: number;
  readonly nodes: ReadonlyMap<string, Box>;
  /** By place of the edge: from end to end, or from or to the box's side for an edge that leaves it. */
  readonly routes: ReadonlyMap<number, readonly Point[]>;
}

/** Lays out a namespace: workloads that talk to each other stand together, one group under another. */
export function inside(workloads: readonly GraphNode[], edges: readonly InnerEdge[]): Inside {
  const groups = groupsOf(workloads, edges).map((group) =>
    groupLayout(
      group,
      edges.filter((edge) => touches(group, edge)),
    ),
  );
  const last = Math.max(1, ...groups.map((group) => group.last));
  let top = sizes.head;
  const placed = groups.map((group) => {
    const offset = { x: 0, y: top - group.bounds.y };
    top += group.bounds.height + sizes.gap;
    return { group, offset };
  });
  const exits = new Set(edges.filter(({ to }) => to === undefined).map(({ place }) => place));
  const width = columnX(last) + sizes.node + (exits.size > 0 ? sizes.bend : sizes.gap);
  const move = <K, V>(parts: ReadonlyMap<K, V>, change: (value: V) => V) =>
    [...parts].map(([key, value]) => [key, change(value)] as const);
  return {
    width: exits.size > 0 ? width + sizes.label : width,
    height: top + sizes.gap / 2,
    nodes: new Map(placed.flatMap(({ group, offset }) => move(group.nodes, (box) => moved(box, offset)))),
    routes: new Map(
      placed.flatMap(({ group, offset }) =>
        [...group.routes].map(([place, points]) => {
          const route = points.map((point) => moved(point, offset));
          return [place, exits.has(place) ? toSide(route, width) : route] as const;
        }),
      ),
    ),
  };
}

// An edge that leaves the box has its label at the box's side.
function toSide(route: readonly Point[], width: number): readonly Point[] {
  const { y } = route.at(-1)!;
  return [...route, { x: width, y }, { x: width + sizes.label, y }];
}

function touches(group: readonly GraphNode[], { from, to }: InnerEdge): boolean {
  return group.some(({ id }) => id === from || id === to);
}

/** Workloads with edges between each other, directly or through others; in the order of their names. */
function groupsOf(workloads: readonly GraphNode[], edges: readonly InnerEdge[]): readonly (readonly GraphNode[])[] {
  const groupOf = new Map(workloads.map((node) => [node.id, [node]]));
  for (const { from, to } of edges) {
    const [a, b] = [groupOf.get(from ?? ''), groupOf.get(to ?? '')];
    if (a === undefined || b === undefined || a === b) continue;
    a.push(...b);
    for (const { id } of b) groupOf.set(id, a);
  }
  return [...new Set(groupOf.values())];
}
