import type { Size } from '../../stack/workload-props.ts';
import type { ClusterProps } from '../cluster.ts';

/** What can be asked of a cluster on Amazon EKS. */
export type EksProps = ClusterProps & AwsProps;

/** An account's part that carries one cluster: network, control plane, nodes, databases, names and what watches them. */
export interface AwsProps {
  /**
   * Name of the cluster, and the first part of the names of everything around it.
   * @default - `unifyops-<environment>`
   */
  readonly name?: string;
  /**
   * AWS region, one that the price table knows.
   * @default 'eu-west-2'
   */
  readonly region?: string;
  /**
   * Two or three availability zones of the region. The first two are for good: the control plane is in them, and AWS moves it into no
   * others. A third one may come and go.
   * @default - the region's first three
   */
  readonly zones?: readonly string[];
  /**
   * Range of the network, from /16 to /20; every subnet is computed from it.
   * @default '10.0.0.0/16'
   */
  readonly cidr?: string;
  /**
   * Range of Service addresses, which no network carries.
   * @default '172.20.0.0/16'
   */
  readonly serviceCidr?: string;
  /**
   * Ranges that the network must never overlap: offices, VPNs, other networks that it may be peered with.
   * @default - none
   */
  readonly neighbours?: readonly string[];
  /**
   * Kubernetes version, one of `versions.json`.
   * @default - the newest that every add-on is pinned for
   */
  readonly version?: string;
  /**
   * One NAT gateway for all zones, or one in each: without its own, a zone loses the internet when another one fails.
   * @default 'one-a-zone'
   */
  readonly nat?: 'one' | 'one-a-zone';
  /**
   * Services of AWS that are reached without NAT; S3 always is, since that costs nothing.
   * @default - none
   */
  readonly endpoints?: readonly AwsService[];
  /**
   * Ranges that may ask the Kubernetes API from the internet.
   * @default - none: the API has a private address alone
   */
  readonly publicEndpoint?: readonly string[];
  /**
   * ARNs of the roles that are administrators of the cluster, beside whoever makes it.
   * @default - none
   */
  readonly admins?: readonly string[];
  /**
   * The machines.
   * @default - two to four on-demand, up to six spot
   */
  readonly nodes?: NodesProps;
  /**
   * How the managed databases of stacks are made.
   * @default - small classes, a single zone but for large ones, seven days of backups
   */
  readonly databases?: ManagedDatabasesProps;
  /**
   * The public zone that the environment's domain lives in.
   * @default - a zone of the environment's domain is made
   */
  readonly dns?: DnsProps;
  /**
   * A web application firewall in front of the load balancer, with the rules that AWS manages.
   * @default false
   */
  readonly waf?: boolean;
  /**
   * What a month may cost, and who hears of it.
   * @default - nobody is told
   */
  readonly budget?: BudgetProps;
  /**
   * Who owns all of it and who pays.
   * @default - both `platform`
   */
  readonly tags?: TagsProps;
  /**
   * Days that audit and flow logs are kept.
   * @default 30
   */
  readonly logDays?: number;
  /**
   * Nothing here is worth keeping: no deletion protection, no final snapshot, buckets are emptied when they go.
   * @default false
   */
  readonly disposable?: boolean;
}

/**
 * A service of AWS that an interface endpoint can lead to: images (two endpoints), logs, managed Prometheus, S3 at an address of the
 * network's own, and tokens of roles.
 */
export type AwsService = 'ecr' | 'logs' | 'metrics' | 's3' | 'sts';

/** On-demand machines that stay, and spot machines that AWS may take back with two minutes' notice. */
export interface NodesProps {
  /**
   * On-demand machines for what must not be interrupted, databases in the cluster above all; `false` for none.
   * @default - two to four machines of two cores and 8 GiB
   */
  readonly base?: PoolProps | false;
  /**
   * Spot pools by name.
   * @default - `general`, none to six machines
   */
  readonly spot?: Readonly<Record<string, PoolProps>>;
  /**
   * An SSH key pair is made for the machines, its private half a secret output. Nothing lets SSH in: Session Manager carries it.
   * @default false
   */
  readonly sshKey?: boolean;
}

/** Machines that are alike. */
export interface PoolProps {
  /** Types to choose from, of one size each; a spot pool needs three at least, so that a shortage of one is no outage. */
  readonly types: readonly string[];
  /** Fewest machines. */
  readonly min: number;
  /** Most machines; the autoscaler moves between the two. */
  readonly max: number;
  /**
   * Root volume in GiB, gp3 and encrypted.
   * @default 50
   */
  readonly diskGi?: number;
  /**
   * Labels of the nodes, beside `unifyops.dev/market` and `unifyops.dev/pool`.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Taints that keep other pods away.
   * @default - none
   */
  readonly taints?: readonly TaintProps[];
}

/** A taint of nodes. */
export interface TaintProps {
  /** Its key. */
  readonly key: string;
  /** Its value. */
  readonly value: string;
  /** What happens to pods that don't tolerate it. */
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** How PostgreSQL on RDS is made for the stacks that ask for it. */
export interface ManagedDatabasesProps {
  /**
   * Instance class of each size.
   * @default - small db.t4g.micro, medium db.t4g.small, large db.t4g.medium
   */
  readonly classes?: Partial<Record<Size, string>>;
  /**
   * Sizes that get a standby in another zone.
   * @default ['large']
   */
  readonly multiAz?: readonly Size[];
  /**
   * Days that backups are kept, 1 to 35.
   * @default 7
   */
  readonly backupDays?: number;
  /**
   * A database is never public; written out for whoever looks for the switch.
   * @default false
   */
  readonly publiclyAccessible?: false;
}

/** A public hosted zone of Route 53. */
export interface DnsProps {
  /** The zone: the environment's domain or one above it. */
  readonly zone: string;
  /**
   * The zone is there already and isn't made.
   * @default false
   */
  readonly existing?: boolean;
}

/** A budget alarm: at 80 % of the month's money spent, and when all of it is forecast to be. */
export interface BudgetProps {
  /** US dollars a month. */
  readonly monthlyUsd: number;
  /** Addresses that hear of it. */
  readonly emails: readonly string[];
}

/** Tags that every resource carries. */
export interface TagsProps {
  /** Team that looks after it. */
  readonly owner: string;
  /** Who pays. */
  readonly costCentre: string;
}
