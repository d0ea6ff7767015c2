import { marketLabel } from '../../aws/names.ts';
import { defaultNetwork, defaultZones } from '../../aws/settings.ts';
import { networkProblem, rangesOf, type Subnet, subnetsOf } from '../../aws/subnets.ts';
import { cidrProblem } from '../../values/cidr.ts';
import type { Cluster } from '../cluster.ts';
import type { AwsProps, EksProps } from './eks-props.ts';
import { kubeDns, metricsAdapter, prometheus } from './pods.ts';

/** Amazon EKS: load balancers by the AWS controller, gp3 volumes, External Secrets, RDS, NetworkPolicies enforced by the VPC CNI. */
export function eks(props: EksProps = {}): Cluster {
  const { capabilities, ...aws } = props;
  const { cidr, serviceCidr, subnets } = networkOf(aws);
  return {
    kind: 'eks',
    aws,
    capabilities: {
      enforcesNetworkPolicy: true, // switched on in the VPC CNI's configuration; its default is off
      storageClass: 'gp3',
      ingress: { kind: 'alb', className: 'alb', sourceCidrs: rangesOf(subnets, 'public') },
      customMetrics: metricsAdapter,
      secrets: { kind: 'external-secrets', store: 'aws-secrets-manager' },
      managedDatabase: { zone: 'db.internal', cidrs: rangesOf(subnets, 'database'), ownPorts: true },
      dns: kubeDns,
      scraper: prometheus,
      // the control plane has subnets of its own: the whole network would open that port of every pod
      apiServer: { cidrs: rangesOf(subnets, 'control'), port: 443 },
      // spot machines are taken back with two minutes of notice
      ...(aws.nodes?.base === false ? {} : { stableNodes: { [marketLabel]: 'on-demand' } }),
      clusterCidrs: [cidr, serviceCidr],
      ...capabilities,
    },
  };
}

interface Network {
  readonly cidr: string;
  readonly serviceCidr: string;
  readonly subnets: readonly Subnet[];
}

/** The network that the proof of traffic and AWS agree on. What can't be one is told with all other mistakes, so it stands in here. */
function networkOf({ region, zones, cidr, serviceCidr }: AwsProps): Network {
  const range = good(cidr, networkProblem) ?? defaultNetwork.cidr;
  const known = Array.isArray(zones) && zones.length > 1 && zones.length < 4 ? zones : defaultZones(region);
  return {
    cidr: range,
    serviceCidr: good(serviceCidr, cidrProblem) ?? defaultNetwork.serviceCidr,
    subnets: subnetsOf(range, known.length > 0 ? known : defaultZones()),
  };
}

function good(text: unknown, problem: (text: string) => string | undefined): string | undefined {
  return typeof text === 'string' && problem(text) === undefined ? text : undefined;
}
