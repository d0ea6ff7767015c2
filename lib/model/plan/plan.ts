import type { Environment } from '../environment/environment-props.ts';
import type { Observability } from '../observability/plan-observability.ts';
import type { ResourcesProps, Size } from '../stack/workload-props.ts';
import type { Port } from '../values/port.ts';
import type { Edge, Rule } from './edge.ts';
import type { Exposure } from './exposure.ts';

/** Everything decided: what constructs need to shape objects, and nothing left to decide. */
export interface Plan {
  readonly environment: Environment;
  readonly applications: readonly Application[];
  /** Folders of retired stacks: applications that are left with a marker alone. */
  readonly retired: readonly string[];
  /** What watches the environment; undefined if that is not ours. */
  readonly observability: Observability | undefined;
  /** Every allowed connection of the environment. */
  readonly edges: readonly Edge[];
  /** Whether anything is reachable from outside, so that a shared gateway is worth its while. */
  readonly exposed: boolean;
}

/** One stack in one environment: one folder, one Argo CD application. */
export interface Application {
  /** `identity/auth`. */
  readonly id: string;
  /** `identity-auth`. */
  readonly folder: string;
  readonly workloads: readonly Workload[];
  readonly databases: readonly Database[];
  /** Secrets that its pods refer to. */
  readonly secrets: readonly SecretNeed[];
  /** Objects that are excused from rules. */
  readonly exceptions: readonly ExcusedObject[];
}

/** Objects of one kind and part that may break rules. */
export interface ExcusedObject {
  readonly kind: string;
  /** Workload, database or job of a database. */
  readonly part: string;
  /** `<rule> until <day>: <reason>`. */
  readonly lines: readonly string[];
}

/** A Secret that must exist, and the keys that are read. */
export interface SecretNeed {
  readonly name: string;
  readonly keys: readonly string[];
}

/** What every set of pods has, whatever runs it. */
export interface Pods {
  /** `identity/auth/api`. */
  readonly id: string;
  /** Name of its objects. */
  readonly name: string;
  /** Where its objects live. */
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The part of the labels that selects the pods. */
  readonly selector: Readonly<Record<string, string>>;
  readonly wave: number;
  readonly image: string;
  readonly user: number;
  readonly resources: ResourcesProps;
  readonly env: readonly EnvironmentVariable[];
  /** Paths of writable, empty directories. */
  readonly scratch: readonly string[];
  readonly ingress: readonly Rule[];
  readonly egress: readonly Rule[];
}

/** A variable with a plain value, or one read from a Secret. */
export type EnvironmentVariable =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly secret: string; readonly key: string };

/** A Deployment with all that belongs to it. */
export interface Workload extends Pods {
  readonly version: string;
  readonly command: readonly string[] | undefined;
  readonly args: readonly string[] | undefined;
  /** What it listens on. */
  readonly ports: readonly (Port & { readonly name: string })[];
  /** The ports that somebody may call: a Service offers no others. */
  readonly servicePorts: readonly (Port & { readonly name: string })[];
  readonly probes: Probes;
  readonly metrics: { readonly port: number; readonly path: string } | undefined;
  readonly config: Readonly<Record<string, string>>;
  readonly scaling: Scaling;
  /** Pods that a drain may take at once; none says that a budget would only block drains. */
  readonly maxUnavailableInDrain: number | undefined;
  readonly spread: 'preferred' | 'required';
  readonly maxSurge: number;
  readonly deadlineSeconds: number;
  readonly exposures: readonly Exposure[];
  readonly permissions: readonly PermissionRule[];
}

/** One RBAC rule. */
export interface PermissionRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** A fixed number of pods, or bounds and the metrics that move it between them. */
export type Scaling =
  | { readonly kind: 'fixed'; readonly replicas: number }
  | { readonly kind: 'auto'; readonly min: number; readonly max: number; readonly metrics: readonly ScalingMetric[] };

/** A mean over the pods: CPU in percent of the request, or a metric of the pods as a quantity. */
export type ScalingMetric =
  | { readonly kind: 'cpu'; readonly percent: number }
  | { readonly kind: 'pods'; readonly metric: string; readonly average: string };

/** The three probes; none where there is nothing to ask. */
export interface Probes {
  readonly liveness: Probe | undefined;
  readonly readiness: Probe | undefined;
  readonly startup: Probe | undefined;
}

/** One probe with numbers filled in. */
export interface Probe {
  readonly ask:
    | { readonly kind: 'http'; readonly path: string; readonly port: number }
    | { readonly kind: 'tcp'; readonly port: number }
    | { readonly kind: 'exec'; readonly command: readonly string[] };
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
}

/** A PostgreSQL database in the cluster, or the name of a managed one. */
export type Database = ClusterDatabase | ManagedDatabase;

/** What both kinds of database have. */
interface DatabaseBase {
  readonly id: string;
  /** Name of its Service: the host that clients connect to. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly migration: Migration | undefined;
}

/** A StatefulSet of one pod with a volume. */
export interface ClusterDatabase extends DatabaseBase, Pods {
  readonly kind: 'cluster';
  readonly sizeGi: number;
  readonly storageClass: string;
  readonly backup: Backup | undefined;
}

/** A name inside the cluster for a database outside of it. */
export interface ManagedDatabase extends DatabaseBase {
  readonly kind: 'managed';
  /** DNS name that the cloud layer keeps pointing at the database. */
  readonly host: string;
  /** Port that it listens on. */
  readonly port: number;
  /** PostgreSQL major version. */
  readonly version: string;
  readonly sizeGi: number;
  /** How big a machine it gets. */
  readonly size: Size;
  /** Name of the database inside PostgreSQL. */
  readonly database: string;
}

/** A Job that runs once a release, before the applications. */
export interface Migration extends Pods {
  readonly command: readonly string[];
  readonly timeoutSeconds: number;
  /** Tag of the release, a part of the Job's name. */
  readonly version: string;
  readonly wait: DatabaseWait;
}

/** A CronJob that dumps a database onto a volume beside it. */
export interface Backup extends Pods {
  readonly schedule: string;
  readonly keep: number;
  readonly sizeGi: number;
  readonly wait: DatabaseWait;
}

/** How a job waits until its database answers: policies and pods take a moment to be programmed. */
export interface DatabaseWait {
  readonly image: string;
  readonly host: string;
}
