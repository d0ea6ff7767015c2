/** A place in a picture, in pixels at full size. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle by its upper left corner. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Where everything of a graph stands. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** By id of the node. */
  readonly nodes: ReadonlyMap<string, Box>;
  /** By name; every workload of a namespace is inside its box, and nothing else. */
  readonly namespaces: ReadonlyMap<string, Box>;
  /** By place among the graph's edges: the points that a drawn edge passes from end to end. */
  readonly routes: ReadonlyMap<number, readonly Point[]>;
  /** By place too: the middle of the edge's label. */
  readonly labels: ReadonlyMap<number, Point>;
}

/** Sizes that a picture is made of, in pixels. */
export const sizes = {
  node: 212,
  nodeHeight: 44,
  hub: 190,
  /** The stretch before a node in which the label of an edge lies. */
  label: 92,
  /** Between a node and the labels of the next. */
  bend: 56,
  /** From one edge at a node's side to the next. */
  line: 18,
  gap: 18,
  margin: 24,
  head: 34,
} as const;

/** The left side of a column's nodes inside of a namespace; column 0 is the box's own side. */
export function columnX(column: number): number {
  return column === 0 ? 0 : sizes.bend / 2 + sizes.label + (column - 1) * pitch;
}

/** From one column to the next. */
export const pitch = sizes.node + sizes.bend + sizes.label;

/** Moves a box or a point. */
export function moved<T extends Point>(point: T, { x, y }: Point): T {
  return { ...point, x: point.x + x, y: point.y + y };
}

/** The box around others; empty at the origin if there are none. */
export function around(boxes: Iterable<Box>): Box {
  const all = [...boxes];
  if (all.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const [x, y] = [Math.min(...all.map((box) => box.x)), Math.min(...all.map((box) => box.y))];
  const right = Math.max(...all.map((box) => box.x + box.width));
  const bottom = Math.max(...all.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
