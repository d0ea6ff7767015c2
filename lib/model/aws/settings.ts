import type {
  AwsProps,
  DnsProps,
  ManagedDatabasesProps,
  NodesProps,
  PoolProps,
} from '../environment/clusters/eks-props.ts';
import type { Environment } from '../environment/environment-props.ts';
import { zonesOf } from './catalog/regions.ts';
import { eksVersions } from './versions.ts';

/** Everything that can be asked of a cluster on AWS, nothing left open but what stays away. */
export interface AwsSettings extends Required<Omit<AwsProps, 'budget' | 'nodes' | 'databases'>> {
  readonly budget: AwsProps['budget'];
  readonly nodes: Required<NodesProps>;
  readonly databases: Required<ManagedDatabasesProps>;
}

const base: PoolProps = { types: ['m6i.large', 'm6a.large', 'm5.large'], min: 2, max: 4 };
const general: PoolProps = { types: ['m6i.large', 'm6a.large', 'm5.large', 'm5a.large', 'm7i.large'], min: 0, max: 6 };

/** Network of a cluster unless somebody says otherwise. */
export const defaultNetwork = { region: 'eu-west-2', cidr: '10.0.0.0/16', serviceCidr: '172.20.0.0/16' } as const;

/** What an environment on EKS asks for, with the defaults filled in. */
export function awsSettings({ name, domain, cluster }: Environment): AwsSettings {
  const { aws = {} } = cluster;
  const dns: DnsProps = { zone: domain, existing: false, ...aws.dns };
  return {
    ...defaultNetwork,
    name: `unifyops-${name}`,
    zones: defaultZones(aws.region),
    neighbours: [],
    version: eksVersions.default,
    nat: 'one-a-zone',
    endpoints: [],
    publicEndpoint: [],
    admins: [],
    waf: false,
    budget: undefined,
    tags: { owner: 'platform', costCentre: 'platform' },
    logDays: 30,
    disposable: false,
    ...aws,
    dns,
    nodes: { base, spot: { general }, sshKey: false, ...aws.nodes },
    databases: databasesOf(aws.databases),
  };
}

/** The first three zones of a region. */
export function defaultZones(region: string = defaultNetwork.region): readonly string[] {
  return zonesOf(region).slice(0, 3);
}

function databasesOf(given: ManagedDatabasesProps | undefined): Required<ManagedDatabasesProps> {
  const classes = { small: 'db.t4g.micro', medium: 'db.t4g.small', large: 'db.t4g.medium', ...given?.classes };
  return { multiAz: ['large'], backupDays: 7, publiclyAccessible: false, ...given, classes };
}
