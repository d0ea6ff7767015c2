import type { Environment } from '../environment/environment-props.ts';
import type { Edge, Peer } from '../plan/edge.ts';
import { ingressPeer } from '../plan/edges.ts';
import type { PartContext, PartProps } from './part-props.ts';
import { partPeer, scraperPeer } from './peers.ts';

/** Every connection of the parts: their calls, their metrics, names to look up, and people who come through the ingress. */
export function partEdges({ environment, settings }: PartContext, parts: readonly PartProps[]): readonly Edge[] {
  const peerOf = ({ name, namespace }: PartProps) => partPeer(namespace ?? settings.namespace, name);
  const peers = new Map(parts.map((part) => [part.name, peerOf(part)]));
  const tcp = (port: number) => [{ port, protocol: 'TCP' as const }];
  const scraper = scraperPeer(environment);
  const { dns } = environment.cluster.capabilities;
  const names: Peer = { kind: 'platform', id: 'dns', namespace: dns.namespace, selector: dns.labels };
  const adapter = adapterPeer(environment);
  return parts.flatMap((part): readonly Edge[] => {
    const self = peerOf(part);
    return [
      {
        from: self,
        to: names,
        ports: [{ port: 53, protocol: 'UDP' }, ...tcp(53)],
        why: 'it looks up names',
        origin: 'dns',
      },
      ...part.calls.flatMap(({ to, port, why }): readonly Edge[] => {
        const peer = typeof to === 'string' ? peers.get(to) : to;
        return peer ? [{ from: self, to: peer, ports: tcp(port), why, origin: originOf(peer) }] : [];
      }),
      ...(adapter && part.name === 'prometheus'
        ? [
            {
              from: adapter,
              to: self,
              ports: tcp(part.ports[part.metrics] ?? 0),
              why: 'autoscalers ask for metrics of their pods',
              origin: 'metrics' as const,
            },
          ]
        : []),
      ...(self.id === scraper.id && part.name === 'prometheus'
        ? []
        : [
            {
              from: scraper,
              to: self,
              ports: tcp(part.ports[part.metrics] ?? 0),
              why: 'Prometheus scrapes its metrics',
              origin: 'metrics' as const,
            },
          ]),
      ...(part.route === undefined
        ? []
        : [
            {
              from: ingressPeer(environment),
              to: self,
              ports: tcp(part.ports[part.route] ?? 0),
              why: 'people look at it',
              origin: 'route' as const,
            },
          ]),
    ];
  });
}

/** The adapter that comes with the cluster; it is the cluster owner's, and asks nobody else's Prometheus. */
function adapterPeer({ cluster }: Environment): Peer | undefined {
  const { customMetrics } = cluster.capabilities;
  if (typeof customMetrics === 'boolean' || cluster.of) return undefined;
  const { namespace, labels } = customMetrics;
  return { kind: 'platform', id: 'metrics adapter', namespace, selector: labels };
}

function originOf(peer: Peer): Edge['origin'] {
  if (peer.kind !== 'addresses') return 'declared';
  return peer.id === 'kubernetes-api' ? 'kubernetes-api' : 'internet';
}
