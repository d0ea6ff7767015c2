import type { AddressRange } from '../traffic/addresses.ts';
import { doubtsOf } from '../traffic/doubts.ts';
import { because, type Connection, type Connections, type Half } from '../traffic/index.ts';
import { isIPv6 } from './address-names.ts';
import type { Declarations } from './declarations.ts';
import type { GraphEdge, GraphNode } from './graph.ts';
import { addressNode } from './nodes.ts';

/** An edge with the nodes of addresses that it needs. */
export interface Found {
  readonly edges: readonly GraphEdge[];
  readonly nodes: readonly GraphNode[];
}

/** What is allowed between named ends, an edge each. */
export function namedEdges(connections: Connections, declarations: Declarations): readonly GraphEdge[] {
  const lines = [...connections.listNamed(), ...connections.outside()];
  return lines.map((line) => edgeOf(connections, declarations, [line]));
}

/** What is allowed with addresses: the ranges that a workload has the same ports with are one node. */
export function addressEdges(connections: Connections, declarations: Declarations): Found {
  const lines = connections.list().filter(({ from, to }) => from.kind === 'external' || to.kind === 'external');
  const groups = Map.groupBy(lines, (line) => {
    const { range, half } = rangeOf(line);
    return [half, half === 'ingress' ? line.to.id : line.from.id, isIPv6(range), line.ports.key].join('\n');
  });
  const found = [...groups.values()].map((group) => {
    const { half } = rangeOf(group[0]!);
    const node = addressNode(
      half,
      group.map((line) => rangeOf(line).range),
    );
    const edge = edgeOf(connections, declarations, group);
    return {
      node,
      edge: { ...edge, [half === 'ingress' ? 'from' : 'to']: node.id, ipv6: isIPv6(rangeOf(group[0]!).range) },
    };
  });
  return { edges: found.map(({ edge }) => edge), nodes: found.map(({ node }) => node) };
}

function rangeOf({ from, to }: Connection): { range: AddressRange & { readonly id: string }; half: Half } {
  if (from.kind === 'external') return { range: from, half: 'ingress' };
  if (to.kind === 'external') return { range: to, half: 'egress' };
  throw new TypeError(`${from.id} => ${to.id} is no connection with addresses`);
}

/** Connections that differ in a range of addresses at most, as one edge. */
function edgeOf(connections: Connections, declarations: Declarations, lines: readonly Connection[]): GraphEdge {
  const { from, to, ports } = lines[0]!;
  const halves: readonly Half[] = ['egress', 'ingress'];
  const rules = lines.flatMap((line) =>
    halves.flatMap((half) => connections.reasons(half, line.from, line.to)?.rules ?? []),
  );
  const declaring = rules.filter(({ policy, half, rule }) => declarations.isDeclared(policy, half, rule));
  const why = declaring.map(({ policy, half, rule }) => declarations.reasonOf(policy, half, rule));
  const isSure = connections.as({ reading: 'strict' }).allowed(from, to).includes(ports);
  return {
    from: from.id,
    to: to.id,
    ports: String(ports),
    state: declaring.length > 0 || from.kind === 'ingress-controller' ? 'declared' : 'undeclared',
    reasons: unique(why.flatMap((text) => (text === undefined ? [] : [text]))),
    because: unique(lines.flatMap((line) => because(connections, line))),
    doubts: isSure ? [] : unique(doubtsOf(connections, from, to)),
    ipv6: false,
  };
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
