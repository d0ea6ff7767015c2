import { Graph, layout } from '@dagrejs/dagre';

/** A node to place; `id` is unique. */
export interface LayeredNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** An edge to place; edges between the same nodes are told apart by `id`. */
export interface LayeredEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Layers from end to end, at least. */
  readonly layers: number;
  /** How straight it is to be, against others. */
  readonly weight: number;
}

/** Where layers put nodes and edges. */
export interface Layered {
  /** The layer of each node, from 0, and the middle of its place. */
  readonly nodes: ReadonlyMap<string, { readonly layer: number; readonly x: number; readonly y: number }>;
  /** For each edge, the heights at which it passes the layers between its ends; from `from` to `to`. */
  readonly passes: ReadonlyMap<string, readonly { readonly layer: number; readonly y: number }[]>;
}

/** Layers from left to right, with as few crossings as can be found. */
export function layered(nodes: readonly LayeredNode[], edges: readonly LayeredEdge[], gaps: Gaps): Layered {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: gaps.nodes, edgesep: gaps.edges, ranksep: gaps.layers });
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height });
  for (const { id, from, to, layers, weight } of edges) graph.setEdge(from, to, { minlen: layers, weight }, id);
  layout(graph);
  const first = Math.min(...nodes.map(({ id }) => rankOf(graph, id)));
  // Dagre makes room for labels by doubling the layers; ours need none of their own.
  const layerOf = (id: string) => (rankOf(graph, id) - first) / 2;
  const placed = nodes.map(({ id }) => {
    const { x = 0, y = 0 } = graph.node(id) as { x?: number; y?: number };
    return [id, { layer: layerOf(id), x, y }] as const;
  });
  const passes = edges.map(({ id, from, to }) => {
    const { points = [] } = graph.edge(from, to, id) as { points?: readonly { y: number }[] };
    const step = Math.sign(layerOf(to) - layerOf(from));
    const between = points.slice(1, -1).filter((_, place) => place % 2 === 1);
    return [id, between.map(({ y }, place) => ({ layer: layerOf(from) + step * (place + 1), y }))] as const;
  });
  return { nodes: new Map(placed), passes: new Map(passes) };
}

/** Pixels between neighbours. */
export interface Gaps {
  readonly nodes: number;
  readonly edges: number;
  readonly layers: number;
}

function rankOf(graph: Graph, id: string): number {
  return (graph.node(id) as { rank?: number }).rank ?? 0;
}
