import { FaultsError } from '../../model/fault.ts';
import type { Tree } from '../../render/tree.ts';
import { type Connections, type Peer, solve } from '../traffic/index.ts';
import { addressEdges, namedEdges } from './allowed-edges.ts';
import { declarationsOf } from './declarations.ts';
import { contestedEdges, missingEdges } from './denied-edges.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from './graph.ts';
import { nodeOf } from './nodes.ts';

/** A page with more connections than this would be too large to open. */
const mostConnections = 20_000;

/**
 * Who can talk to whom in a tree, and what was meant, as a graph. Its allowed edges are the connections that `list` names, ranges of
 * addresses together, and those with pods outside of the tree; beside them stands what is missing and what is contested.
 * @throws FaultsError with everything that is wrong with the manifests, and for a tree with too many connections to draw
 */
export function trafficGraph(tree: Tree): TrafficGraph {
  const connections = solve(tree);
  requireDrawable(connections);
  const declarations = declarationsOf(tree, connections);
  const addresses = addressEdges(connections, declarations);
  const edges = [
    ...namedEdges(connections, declarations),
    ...addresses.edges,
    ...missingEdges(connections, declarations),
    ...contestedEdges(connections),
  ].sort(byEnds);
  const peers = [...connections.workloads, ...connections.listNamed(), ...connections.outside()].flatMap(peersOf);
  const routed = edges.some(({ from }) => from === '{ingress-controller}')
    ? [connections.peer('{ingress-controller}')]
    : [];
  const nodes = [
    ...[...peers, ...routed].flatMap((peer) => (peer.kind === 'external' ? [] : [nodeOf(connections, peer)])),
    ...addresses.nodes,
  ];
  return { nodes: [...new Map(nodes.map((node) => [node.id, node])).values()].sort(byNode), edges };
}

function peersOf(line: Peer | { readonly from: Peer; readonly to: Peer }): readonly Peer[] {
  return 'from' in line ? [line.from, line.to] : [line];
}

function requireDrawable(connections: Connections): void {
  const count = connections.list().length + connections.outside().length;
  if (count <= mostConnections) return;
  throw new FaultsError([
    {
      owner: 'traffic graph',
      path: '',
      found: `${count} connections`,
      expected: `at most ${mostConnections}, for a picture of more can't be read`,
      repair: "Draw a part, such as one namespace's folder, or use traffic list.",
    },
  ]);
}

function byEnds(a: GraphEdge, b: GraphEdge): number {
  return compare(a.from, b.from) || compare(a.to, b.to) || compare(a.state, b.state) || compare(a.ports, b.ports);
}

function byNode(a: GraphNode, b: GraphNode): number {
  return compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
