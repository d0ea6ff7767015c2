import type { Output, Resource } from '@pulumi/pulumi';

/** A cluster that a stack can land on, as each maker under this folder returns it: EKS, k3s over SSH, or one that was there before. */
export interface BuiltCluster {
  /** How to reach it; a secret. */
  readonly kubeconfig: Output<string>;
  /** What must be there before the first object is applied. */
  readonly ready: readonly Resource[];
  /** What a person or another system wants to know of it, by name: outputs of the Pulumi stack, which nothing in the cluster reads. */
  readonly outputs: Readonly<Record<string, Output<unknown>>>;
  /** What manifests refer to by name, as `databaseEndpoint.portal-backstage-postgres`: pods of the environment may read it. */
  readonly values: Readonly<Record<string, Output<unknown>>>;
}
