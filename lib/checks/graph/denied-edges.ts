import { doubtsOf } from '../traffic/doubts.ts';
import { type Connections, explain, explainText, type Half, type Peer, PortSet } from '../traffic/index.ts';
import { edge } from '../traffic/peers.ts';
import type { Declarations } from './declarations.ts';
import { portOf } from './declared-line.ts';
import type { GraphEdge } from './graph.ts';

interface Meant {
  readonly from: Peer;
  readonly to: Peer;
  readonly ports: PortSet;
  /** @default not said */
  readonly why?: string | undefined;
}

/** What somebody means to be there and is not: by a rule that selects the other end, by a route, or by an annotation. */
export function missingEdges(connections: Connections, declarations: Declarations): readonly GraphEdge[] {
  const meant = [
    ...byRules(connections, declarations),
    ...byRoutes(connections),
    ...byAnnotations(connections, declarations),
  ];
  const pairs = Map.groupBy(meant, ({ from, to }) => `${from.id} => ${to.id}`);
  return [...pairs.values()].flatMap((wishes): readonly GraphEdge[] => {
    const { from, to } = wishes[0]!;
    const ports = PortSet.union(wishes.map((wish) => wish.ports)).minus(connections.allowed(from, to));
    if (ports.isEmpty) return [];
    const lost = wishes.filter((wish) => wish.ports.overlaps(ports));
    const because = explainText(explain(connections, from, to))
      .trimEnd()
      .split('\n')
      .slice(1);
    return [
      {
        ...{ from: from.id, to: to.id, ports: String(ports), state: 'missing', doubts: [], ipv6: false },
        reasons: [...new Set(lost.flatMap(({ why }) => (why === undefined ? [] : [why])))],
        because: because.map((line) => line.trim()),
      },
    ];
  });
}

/** What only some network plugins let through. */
export function contestedEdges(connections: Connections): readonly GraphEdge[] {
  return connections
    .as({ reading: 'permissive' })
    .listNamed()
    .flatMap(({ from, to, ports }): readonly GraphEdge[] => {
      const more = ports.minus(connections.allowed(from, to));
      if (more.isEmpty) return [];
      const doubts = [...new Set(doubtsOf(connections, from, to))];
      const ends = { from: from.id, to: to.id, ports: String(more) };
      return [{ ...ends, state: 'contested', reasons: [], because: [], doubts, ipv6: false }];
    });
}

// A rule for everyone, for whole namespaces or for addresses means nobody in particular, so nothing is missing where it meets no other.
function byRules(connections: Connections, declarations: Declarations): readonly Meant[] {
  return (['egress', 'ingress'] as const).flatMap((half: Half) =>
    connections.workloads.flatMap((self) =>
      connections.namedBy(half, self).flatMap((other): readonly Meant[] => {
        const [from, to] = half === 'egress' ? [self, other] : [other, self];
        const rules = connections.reasons(half, from, to)?.rules ?? [];
        return rules
          .filter(({ peer }) => peer.startsWith('pods with '))
          .map(({ policy, rule, ports }) => ({ from, to, ports, why: declarations.reasonOf(policy, half, rule) }));
      }),
    ),
  );
}

function byRoutes(connections: Connections): readonly Meant[] {
  const exposed = connections.as({ direction: 'egress' });
  return connections.workloads
    .filter((to) => connections.exposedBy(to).length > 0)
    .map((to) => ({ from: edge, to, ports: exposed.allowed(edge, to) }));
}

function byAnnotations(connections: Connections, { unruled }: Declarations): readonly Meant[] {
  return unruled.flatMap(({ from, to, line }) =>
    from.flatMap((source) =>
      to.map((target) => ({
        from: connections.peer(source.id),
        to: connections.peer(target.id),
        ports: PortSet.union(line.ports.map((text) => PortSet.of(...portOf(text)))),
        why: line.why,
      })),
    ),
  );
}
