/** What a cluster can do. Platforms differ by these values alone; no construct asks for the kind of cluster. */
export interface Capabilities {
  /** Whether NetworkPolicies are enforced; a stack refuses a cluster that accepts them without enforcing them. */
  readonly enforcesNetworkPolicy: boolean;
  /** StorageClass of database volumes. */
  readonly storageClass: string;
  /** How the outside gets in. */
  readonly ingress: IngressCapability;
  /** Whether the autoscaler can read requests a second and other metrics of the pods. */
  readonly customMetrics: boolean;
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
}

/** A cluster that an environment runs on. */
export interface Cluster {
  /** Who made it, and how. */
  readonly kind: 'existing' | 'k3s' | 'eks';
  /** What it can do. */
  readonly capabilities: Capabilities;
}

/** Options of every kind of cluster. */
export interface ClusterProps {
  /**
   * Capabilities that differ from the kind's own.
   * @default - the kind's own
   */
  readonly capabilities?: Partial<Capabilities>;
}

const kubeDns: PodsReference = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
const prometheus: PodsReference = { namespace: 'observability', labels: { 'app.kubernetes.io/name': 'prometheus' } };

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
