import type { Cluster, ClusterProps } from '../cluster.ts';
import { kubeDns, prometheus } from './pods.ts';

/** Amazon EKS: load balancers by the AWS controller, gp3 volumes, External Secrets, RDS, NetworkPolicies enforced by the VPC CNI. */
export function eks(props: ClusterProps = {}): Cluster {
  return {
    ...props,
    kind: 'eks',
    capabilities: {
      enforcesNetworkPolicy: true, // switched on in the VPC CNI's configuration; its default is off
      storageClass: 'gp3',
      ingress: { kind: 'alb', className: 'alb', sourceCidrs: ['10.0.0.0/20', '10.0.16.0/20', '10.0.32.0/20'] },
      customMetrics: true,
      secrets: { kind: 'external-secrets', store: 'aws-secrets-manager' },
      managedDatabase: { zone: 'db.internal', cidrs: ['10.0.192.0/20', '10.0.208.0/20', '10.0.224.0/20'] },
      dns: kubeDns,
      scraper: prometheus,
      // the control plane has subnets of its own: the whole network would open that port of every pod
      apiServer: { cidrs: ['10.0.48.0/28', '10.0.48.16/28', '10.0.48.32/28'], port: 443 },
      clusterCidrs: ['10.0.0.0/16', '172.20.0.0/16'],
      ...props.capabilities,
    },
  };
}
