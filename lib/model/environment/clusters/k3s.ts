import type { Cluster, ClusterProps } from '../cluster.ts';
import { kubeDns, prometheus } from './pods.ts';

/** Bare-metal k3s: kube-router enforces NetworkPolicies, local-path volumes, Traefik in `kube-system` serves Gateway API routes. */
export function k3s(props: ClusterProps = {}): Cluster {
  return {
    ...props,
    kind: 'k3s',
    capabilities: {
      enforcesNetworkPolicy: true,
      storageClass: 'local-path',
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
      apiServer: { cidrs: ['192.168.10.0/24'], port: 6443 },
      clusterCidrs: ['10.42.0.0/16', '10.43.0.0/16', '192.168.10.0/24'],
      ...props.capabilities,
    },
  };
}
