import type { Environment } from '../environment/environment-props.ts';
import type { PlatformImages } from '../plan/context.ts';
import type { Peer } from '../plan/edge.ts';
import type { EnvironmentVariable } from '../plan/plan.ts';
import type { ResourcesProps } from '../stack/workload-props.ts';
import type { Part } from './part.ts';
import type { ObservabilitySettings } from './settings.ts';

/** What a part is planned from. */
export interface PartContext {
  readonly environment: Environment;
  readonly settings: ObservabilitySettings;
  readonly images: PlatformImages['observability'];
}

/** A connection that a part opens. */
export interface Call {
  /** Another part by name, or somebody else. */
  readonly to: string | Peer;
  readonly port: number;
  readonly why: string;
}

/** What tells one part from another; the rest is the same for all. */
export interface PartProps {
  /** Name of its objects, its pods' label and its image in `versions.json`. */
  readonly name: string;
  /** Kind of the object that runs it. */
  readonly runs: Part['runs'];
  /** Label `app.kubernetes.io/component`. */
  readonly component: 'metrics' | 'alerts' | 'dashboards' | 'logs' | 'traces';
  /**
   * Namespace.
   * @default - that of observability
   */
  readonly namespace?: string;
  /** User of the image. */
  readonly user: number;
  /** Arguments of the image's entry point. */
  readonly args: readonly string[];
  /** Ports by name. */
  readonly ports: Readonly<Record<string, number>>;
  /** Port with its metrics, by name. */
  readonly metrics: string;
  /** Paths that tell that it lives and that it can serve, and the port that they are asked on. */
  readonly health: { readonly port: string; readonly live: string; readonly ready: string };
  /** CPU and memory. */
  readonly resources: ResourcesProps;
  /** Writable, empty directories. */
  readonly scratch: readonly string[];
  /** Connections that it opens, beyond looking up names. */
  readonly calls: readonly Call[];
  /**
   * Keeps data.
   * @default - nothing
   */
  readonly volume?: { readonly path: string; readonly sizeGi: number };
  /**
   * Variables.
   * @default - none
   */
  readonly env?: readonly EnvironmentVariable[];
  /**
   * Rights in the Kubernetes API.
   * @default - none, and no token
   */
  readonly rights?: Part['rights'];
  /**
   * Folders of the node that it reads.
   * @default - none
   */
  readonly nodePaths?: Part['nodePaths'];
  /**
   * Secrets as files.
   * @default - none
   */
  readonly secretFiles?: Part['secretFiles'];
  /**
   * IAM role.
   * @default - none
   */
  readonly roleArn?: string | undefined;
  /**
   * Port by name that people reach under the environment's host for Grafana.
   * @default - not reachable from outside
   */
  readonly route?: string;
}

/** The Kubernetes API as the end of a call. */
export function apiServerCall({ environment }: PartContext, why: string): Call {
  const { cidrs, port } = environment.cluster.capabilities.apiServer;
  return { to: { kind: 'addresses', id: 'kubernetes-api', cidrs, except: [] }, port, why };
}
