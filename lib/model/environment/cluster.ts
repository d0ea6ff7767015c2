import type { AwsProps } from './clusters/eks-props.ts';
import type { K3sHostsProps } from './clusters/k3s-props.ts';

/** What a cluster can do. Platforms differ by these values alone; no construct asks for the kind of cluster. */
export interface Capabilities {
  /** Whether NetworkPolicies are enforced; a stack refuses a cluster that accepts them without enforcing them. */
  readonly enforcesNetworkPolicy: boolean;
  /** StorageClass of database volumes. */
  readonly storageClass: string;
  /** How the outside gets in. */
  readonly ingress: IngressCapability;
  /**
   * Whether the autoscaler can read requests a second and other metrics of the pods. An adapter that comes with the cluster is named by
   * its pods: it asks the environment's own Prometheus. `true` is one that somebody else looks after.
   */
  readonly customMetrics: boolean | PodsReference;
  /** Where Secrets come from. */
  readonly secrets: SecretsCapability;
  /**
   * Managed PostgreSQL outside the cluster.
   * @default - none: every database runs in the cluster
   */
  readonly managedDatabase?: ManagedDatabaseCapability;
  /** The pods that answer DNS. */
  readonly dns: PodsReference;
  /** The pods that scrape metrics. */
  readonly scraper: PodsReference;
  /** Where pods reach the Kubernetes API, as the network sees it after address translation. */
  readonly apiServer: { readonly cidrs: readonly string[]; readonly port: number };
  /**
   * Labels of the nodes that stay: databases in the cluster run nowhere else.
   * @default - any node
   */
  readonly stableNodes?: Readonly<Record<string, string>>;
  /**
   * The ClusterIssuer of cert-manager that signs certificates here.
   * @default - not known: somebody else looks after issuers
   */
  readonly issuer?: string;
  /** Pod, service and node ranges; "the internet" never includes them. */
  readonly clusterCidrs: readonly string[];
}

/** Pods outside the tree, by the labels that a NetworkPolicy selects them with. */
export interface PodsReference {
  /** Namespace that they live in. */
  readonly namespace: string;
  /** Labels that all of them, and no other pods of the namespace, have. */
  readonly labels: Readonly<Record<string, string>>;
}

/** One of the ways in: an Ingress served by Traefik or an AWS load balancer, or routes on a shared Gateway. */
export type IngressCapability =
  | { readonly kind: 'traefik'; readonly className: string; readonly controller: PodsReference }
  | { readonly kind: 'alb'; readonly className: string; readonly sourceCidrs: readonly string[] }
  | {
      readonly kind: 'gateway';
      readonly gatewayClassName: string;
      readonly controller: PodsReference;
      /** Listener ports of the Gateway; Traefik wants its entry points' numbers here. */
      readonly ports: { readonly http: number; readonly https: number };
    };

/** Either External Secrets reads them from a store, or somebody makes them in the cluster before the first sync. */
export type SecretsCapability =
  | { readonly kind: 'external-secrets'; readonly store: string }
  | { readonly kind: 'provided' };

/** Where managed databases live. */
export interface ManagedDatabaseCapability {
  /** Private DNS zone; a database is `<domain>-<stack>-<database>.<zone>`. */
  readonly zone: string;
  /** Subnets of the databases. */
  readonly cidrs: readonly string[];
  /**
   * Whether each listens on a port of its own, which follows from the names of environment, stack and database: pods of one stack can't
   * connect to the database of another one then, though they share subnets.
   * @default - all listen on 5432
   */
  readonly ownPorts?: boolean;
}

/** A cluster that an environment runs on. */
export interface Cluster {
  /** Who made it, and how. */
  readonly kind: 'existing' | 'k3s' | 'eks';
  /** What it can do. */
  readonly capabilities: Capabilities;
  /**
   * The hosts that k3s is installed on.
   * @default - somebody else looks after the cluster
   */
  readonly hosts?: K3sHostsProps;
  /**
   * What EKS is made of.
   * @default - nothing beyond the defaults
   */
  readonly aws?: AwsProps;
  /**
   * The environment whose cluster this is, and the capabilities that differ here.
   * @default - the cluster is this environment's own
   */
  readonly of?: { readonly environment: string; readonly capabilities?: Partial<Capabilities> | undefined };
}

/** Options of every kind of cluster. */
export interface ClusterProps {
  /**
   * Capabilities that differ from the kind's own.
   * @default - the kind's own
   */
  readonly capabilities?: Partial<Capabilities>;
}
