import { type Box, type Point, sizes } from './geometry.ts';
import type { InnerEdge } from './inside.ts';

/**
 * Where edges meet the sides of nodes, by `from 3` or `to 3` for the edge at place 3: out of the right side and into the left, in the
 * order of where each goes to or comes from, so that they don't cross at the node.
 */
export function docksOf(
  edges: readonly InnerEdge[],
  nodes: ReadonlyMap<string, Box>,
  aims: (edge: InnerEdge, end: 'from' | 'to') => number,
): ReadonlyMap<string, Point> {
  const docks = [...nodes].flatMap(([id, box]) =>
    (['from', 'to'] as const).flatMap((end) => {
      const own = edges
        .filter((edge) => edge[end] === id)
        .map(({ place, ...edge }) => ({ place, aim: aims({ place, ...edge }, end) }))
        .sort((a, b) => a.aim - b.aim || a.place - b.place);
      const x = end === 'from' ? box.x + box.width : box.x;
      const top = box.y + (box.height - (own.length - 1) * sizes.line) / 2;
      return own.map(({ place }, at) => [`${end} ${place}`, { x, y: top + at * sizes.line }] as const);
    }),
  );
  return new Map(docks);
}
