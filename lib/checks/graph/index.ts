/**
 * A picture of who can talk to whom, from manifests alone.
 *
 * ```ts
 * const graph = trafficGraph(tree);  // plain JSON: nodes and edges, each with its state, reasons and deciding policies
 * graphSvg(graph);                   // an SVG document
 * graphHtml(graph);                  // one page that needs no network: focus on a workload, search, a panel with the reasons
 * ```
 *
 * @module
 */
export { graphSvg } from './draw/svg.ts';
export type { EdgeState, GraphEdge, GraphNode, Tier, TrafficGraph } from './graph.ts';
export { graphHtml } from './page/html.ts';
export { trafficGraph } from './traffic-graph.ts';
