import type { Cluster, ClusterProps } from '../cluster.ts';
import { kubeDns, prometheus } from './pods.ts';

/** A cluster that somebody else made (kind, or any kubeconfig) with Traefik in namespace `traefik`. Its capabilities are kind's. */
export function existing(props: ClusterProps = {}): Cluster {
  return {
    ...props,
    kind: 'existing',
    capabilities: {
      enforcesNetworkPolicy: true, // kindnet enforces since kind 0.24
      storageClass: 'standard',
      ingress: {
        kind: 'traefik',
        className: 'traefik',
        controller: { namespace: 'traefik', labels: { 'app.kubernetes.io/name': 'traefik' } },
      },
      customMetrics: true,
      secrets: { kind: 'provided' },
      dns: kubeDns,
      scraper: prometheus,
      apiServer: { cidrs: ['172.18.0.0/16'], port: 6443 },
      clusterCidrs: ['10.244.0.0/16', '10.96.0.0/16', '172.18.0.0/16'],
      ...props.capabilities,
    },
  };
}
