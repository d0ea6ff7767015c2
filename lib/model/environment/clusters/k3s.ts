import type { Capabilities, Cluster } from '../cluster.ts';
import type { K3sHostsProps, K3sProps } from './k3s-props.ts';
import { kubeDns, prometheus } from './pods.ts';

/** Ranges of pods and Services unless somebody says otherwise: k3s' own. */
export const k3sNetworks = { pods: '10.42.0.0/16', services: '10.43.0.0/16' } as const;

/**
 * Bare-metal k3s: kube-router enforces NetworkPolicies, local-path volumes, Traefik in `kube-system` serves Gateway API routes.
 * With hosts it is made over SSH; with `of` it is another environment's; with neither somebody else looks after it.
 */
export function k3s(props: K3sProps = {}): Cluster {
  const { capabilities, ...rest } = props;
  if ('of' in rest) {
    const { of, ...unknown } = rest;
    const lent = { environment: of, ...(capabilities ? { capabilities } : {}) };
    return { ...unknown, kind: 'k3s', capabilities: capabilitiesOf({}, capabilities), of: lent };
  }
  if ('servers' in rest) return { kind: 'k3s', capabilities: capabilitiesOf(rest, capabilities), hosts: rest };
  return { ...rest, kind: 'k3s', capabilities: capabilitiesOf({}, capabilities) };
}

function capabilitiesOf(hosts: Partial<K3sHostsProps>, own: Partial<Capabilities> | undefined): Capabilities {
  const { pods, services } = hosts.networks ?? k3sNetworks;
  return {
    enforcesNetworkPolicy: true,
    storageClass: hosts.storage ?? 'local-path',
    ingress: {
      kind: 'gateway',
      gatewayClassName: 'traefik',
      controller: { namespace: 'kube-system', labels: { 'app.kubernetes.io/name': 'traefik' } },
      ports: { http: 8000, https: 8443 },
    },
    customMetrics: true,
    secrets: { kind: 'provided' },
    dns: kubeDns,
    scraper: prometheus,
    apiServer: { cidrs: addressesOf(hosts.servers) ?? [homeNetwork], port: 6443 },
    ...(hosts.issuer ? { issuer: hosts.issuer.name } : {}),
    clusterCidrs: [
      pods,
      services,
      ...(addressesOf([...listOf(hosts.servers), ...listOf(hosts.agents)]) ?? [homeNetwork]),
    ],
    ...own,
  };
}

const homeNetwork = '192.168.10.0/24';

/** A range for each host; none if there is no host. What isn't a list is told with the other mistakes of shape. */
function addressesOf(hosts: unknown): readonly string[] | undefined {
  const addresses = listOf(hosts).map((host) => `${(host as { readonly address?: unknown } | null)?.address}/32`);
  return addresses.length > 0 ? addresses : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
