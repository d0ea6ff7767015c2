import type { Peer } from '../peers.ts';
import type { Line } from './line.ts';

/** Connections as a Graphviz graph, the workloads of a namespace in one box. */
export function dotGraph(lines: readonly Line[]): string {
  const peers = new Map(lines.flatMap(({ from, to }) => [from, to]).map((peer) => [peer.id, peer]));
  const namespaces = Map.groupBy([...peers.values()], (peer) =>
    peer.kind === 'workload' ? peer.workload.namespace : '',
  );
  const boxes = [...namespaces]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([namespace, members]) => box(namespace, members));
  const edges = lines.map(({ from, to, ports, because }) => {
    const why = because === undefined ? '' : ` tooltip=${quoted(because.join('; '))}`;
    return `  ${quoted(from.id)} -> ${quoted(to.id)} [label=${quoted(String(ports))}${why}]`;
  });
  return ['digraph {', '  rankdir=LR', ...boxes, ...edges, '}'].map((line) => `${line}\n`).join('');
}

function box(namespace: string, members: readonly Peer[]): readonly string[] {
  const nodes = members.map(nodeLine).sort();
  if (namespace === '') return nodes.map((node) => `  ${node}`);
  const head = [`  subgraph ${quoted(`cluster_${namespace}`)} {`, `    label=${quoted(namespace)}`];
  return [...head, ...nodes.map((node) => `    ${node}`), '  }'];
}

function nodeLine(peer: Peer): string {
  const label = peer.kind === 'workload' ? `${peer.workload.name}[${peer.workload.kind}]` : peer.id;
  return `${quoted(peer.id)} [label=${quoted(label)} shape=${peer.kind === 'workload' ? 'box' : 'ellipse'}]`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
