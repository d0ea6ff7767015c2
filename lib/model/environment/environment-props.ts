import type { ObservabilityProps } from '../observability/observability-props.ts';
import type { ResourcesProps, Size } from '../stack/workload-props.ts';
import type { ImagePolicy } from '../values/image.ts';
import type { Cluster } from './cluster.ts';

/** Where stacks run: everything that differs between `local`, `dev`, `staging` and `prod`. */
export interface Environment {
  /** Short name: the first folder of every path. */
  readonly name: string;
  /** Kubernetes namespace of its stacks. */
  readonly namespace: string;
  /** The cluster beneath. */
  readonly cluster: Cluster;
  /** DNS domain that routes live below. */
  readonly domain: string;
  /** Where images come from. */
  readonly registry: RegistryProps;
  /** How exactly images must be named: `latest` is refused unless `any`, a digest is demanded by `digest`. */
  readonly images: ImagePolicy;
  /** Who signs the certificates at the edge. */
  readonly tls: TlsProps;
  /** The most that all its pods together may ask for. */
  readonly quota: QuotaProps;
  /** Ids (`domain/stack`) of the stacks that run here, or `all`. */
  readonly stacks: 'all' | readonly string[];
  /** The repository that Argo CD reads. */
  readonly gitops: GitopsProps;
  /**
   * What watches its stacks: metrics, logs, traces, dashboards and alerts.
   * @default - nothing of ours: a Prometheus that the cluster has already scrapes what declares metrics
   */
  readonly observability?: ObservabilityProps;
  /**
   * Ids of stacks that ran here and are to go: Argo CD prunes everything of theirs but databases. An application whose folder
   * just vanished would leave its objects running (`preserveResourcesOnDeletion`), so a stack retires first.
   * @default - none
   */
  readonly retired?: readonly string[];
  /**
   * What a size means here.
   * @default - small 50m–500m/128Mi–256Mi, medium 100m–1/256Mi–512Mi, large 500m–2/1Gi–2Gi
   */
  readonly sizes?: Partial<Record<Size, ResourcesProps>>;
  /**
   * Bounds of replicas.
   * @default - floor 1, no ceiling
   */
  readonly replicas?: ReplicasProps;
}

/** A container registry. */
export interface RegistryProps {
  /** Host, and project if the registry has them: `harbor.example.com/unifyops`. */
  readonly host: string;
  /**
   * Name of the Secret with the pull credential.
   * @default - the nodes' own right to pull
   */
  readonly pullSecret?: string;
}

/** Certificates at the edge. Load balancers of AWS take theirs from ACM by host name, whatever is said here. */
export type TlsProps =
  /** The ingress controller's own self-signed certificate. */
  | { readonly kind: 'self-signed' }
  /** cert-manager with this ClusterIssuer: a private CA, or ACME by DNS-01, since default deny cuts off the pods that answer HTTP-01. */
  | { readonly kind: 'cert-manager'; readonly clusterIssuer: string };

/** A ResourceQuota; the model adds up every stack at its largest and refuses what doesn't fit. */
export interface QuotaProps {
  /** CPU requests, as a quantity. */
  readonly cpu: string;
  /** Memory requests, as a quantity. */
  readonly memory: string;
  /** Number of pods. */
  readonly pods: number;
  /** Volumes, as a quantity. */
  readonly storage: string;
}

/** Bounds of the number of pods of a workload. */
export interface ReplicasProps {
  /**
   * A workload with fewer is a fault.
   * @default 1
   */
  readonly floor?: number;
  /**
   * No workload gets more, autoscaled or not: `1` keeps a laptop cool.
   * @default - none
   */
  readonly ceiling?: number;
}

/** Where the rendered tree lives in Git. */
export interface GitopsProps {
  /** Repository address. */
  readonly repository: string;
  /**
   * Branch or tag that Argo CD follows.
   * @default 'main'
   */
  readonly revision?: string;
}
