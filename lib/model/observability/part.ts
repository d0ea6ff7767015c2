import type { PermissionRule, Workload } from '../plan/plan.ts';

/** A program of the observability namespace: a workload like any other, and what only these may have. */
export interface Part extends Workload {
  readonly runs: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  /** What it keeps; none for what may lose everything. */
  readonly volume: { readonly path: string; readonly sizeGi: number; readonly storageClass: string } | undefined;
  /** What it may ask the Kubernetes API beyond its own namespace. */
  readonly rights: readonly Rights[];
  /** Folders of the node that it reads: what its namespace's exception from Pod Security is for. */
  readonly nodePaths: readonly { readonly name: string; readonly path: string; readonly mountPath: string }[];
  /** Keys of Secrets as files, by folder. */
  readonly secretFiles: readonly { readonly folder: string; readonly secret: string; readonly key: string }[];
  /** IAM role that its ServiceAccount takes. */
  readonly roleArn: string | undefined;
}

/** Rules in one namespace, or in the whole cluster for what has no namespace. */
export interface Rights {
  /** Namespace; none for the whole cluster. */
  readonly namespace: string | undefined;
  readonly rules: readonly PermissionRule[];
}
