import { readFileSync } from 'node:fs';
import type { GraphEdge, TrafficGraph } from '../graph.ts';
import type { Layout } from '../layout/geometry.ts';
import { layoutOf } from '../layout/layout.ts';
import { drawnEdges, type EdgeKind } from './drawn-edges.ts';
import { edgeSvg } from './edge.ts';
import { legendHeight, legendSvg } from './legend.ts';
import { nodeSvg } from './node.ts';
import { counted, escaped } from './text.ts';

/** Colours and lines of a picture, in a light scheme and a dark one. */
const css = readFileSync(new URL('./picture.css', import.meta.url), 'utf8');

/** A picture of a graph: an SVG document that stands on its own, in the reader's colour scheme. */
export function graphSvg(graph: TrafficGraph): string {
  const { drawn, hidden } = drawnEdges(graph);
  // Without a page around it nothing can be put in focus, so what only the focus shows is left out.
  const edges = graph.edges.filter((_, place) => drawn.has(place));
  const seen = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const nodes = graph.nodes.filter(({ id, kind }) => kind === 'workload' || seen.has(id));
  return pictureOf({ nodes, edges }, { drawn: new Set(edges.keys()), hidden });
}

/** A picture with every edge, those that the focus shows included. */
export function pictureOf(graph: TrafficGraph, { drawn, hidden }: ReturnType<typeof drawnEdges>): string {
  const layout = layoutOf(graph, (place) => drawn.has(place));
  const height = layout.height + legendHeight;
  const width = Math.max(layout.width, 1000);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-labelledby="picture-title picture-text">`,
    `<title id="picture-title">Who can talk to whom</title>`,
    `<desc id="picture-text">${escaped(description(graph))}</desc>`,
    `<style>${css}</style>`,
    `<defs>${(['declared', 'undeclared', 'missing', 'contested'] as const).map(tip).join('')}</defs>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    ...body(graph, layout, hidden),
    '</svg>\n',
  ].join('\n');
}

function body(
  { nodes, edges }: TrafficGraph,
  layout: Layout,
  hidden: ReadonlyMap<EdgeKind, number>,
): readonly string[] {
  return [
    ...[...layout.namespaces].map(
      ([name, { x, y, width, height }]) =>
        `<g class="namespace"><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="14"/><text x="${x + 16}" y="${y + 22}">${escaped(name)}</text></g>`,
    ),
    ...edges.map((edge, place) => edgeSvg(edge, place, layout)),
    ...nodes.map((node, place) => nodeSvg(node, place, layout.nodes.get(node.id)!)),
    legendSvg(layout.height, { nodes, edges }, hidden),
  ];
}

function tip(state: GraphEdge['state']): string {
  const shape = `<path class="tip-${state}" d="M0 0L8 4L0 8z"/>`;
  return `<marker id="tip-${state}" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">${shape}</marker>`;
}

function description({ nodes, edges }: TrafficGraph): string {
  const workloads = nodes.filter(({ kind }) => kind === 'workload');
  const namespaces = new Set(workloads.map(({ namespace }) => namespace));
  const count = (state: GraphEdge['state']) => edges.filter((edge) => edge.state === state).length;
  return [
    `${counted(workloads.length, 'workload')} in ${counted(namespaces.size, 'namespace')};`,
    `${counted(count('declared'), 'declared connection')}, ${count('undeclared')} that nothing declared,`,
    `${count('missing')} declared and not allowed, ${count('contested')} that depend on the network plugin.`,
  ].join(' ');
}
