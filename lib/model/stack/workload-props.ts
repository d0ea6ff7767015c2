import type { Convention, SloProps } from '../observability/slo-props.ts';
import type { Protocol } from '../values/port.ts';
import type { InternetProps, KubernetesApiProps, RouteProps } from './reach-props.ts';

/** The layer of a stack that a workload belongs to; the picture of a stack runs from left to right in this order. */
export type Tier = 'app' | 'api' | 'service' | 'worker';

/** A named amount of CPU and memory; the environment says how much each is. */
export type Size = 'small' | 'medium' | 'large';

/** One deployable program of a stack: its image and everything Kubernetes must know to run it safely. */
export interface WorkloadProps {
  /**
   * The layer it belongs to.
   * @default 'service'
   */
  readonly tier?: Tier;
  /**
   * Image repository below the environment's registry, without host, tag and digest.
   * @default - `<domain>/<stack>-<workload>`, or `<domain>/<stack>` if both have one name
   */
  readonly image?: string;
  /**
   * Replaces the image's entry point.
   * @default - the image's own
   */
  readonly command?: readonly string[];
  /**
   * Arguments of the entry point.
   * @default - the image's own
   */
  readonly args?: readonly string[];
  /**
   * Ports that it listens on, by name, from 1024 on; a number is TCP. Its Service offers those that an edge, a route or its metrics
   * lead to.
   * @default - none
   */
  readonly ports?: Readonly<Record<string, number | PortProps>>;
  /**
   * How Kubernetes knows that it lives and can serve.
   * @default - HTTP `/health` on the port named `http`; else the metrics endpoint; else a connection to its first TCP port
   */
  readonly health?: HealthProps;
  /**
   * Where Prometheus scrapes it.
   * @default - not scraped
   */
  readonly metrics?: MetricsProps;
  /**
   * What it promises, where that differs from the environment; `false` for nothing.
   * @default - the environment's promises, if its metrics follow a convention
   */
  readonly slo?: SloProps | false;
  /**
   * Environment variables with plain values; secrets go to `secrets`.
   * @default - none
   */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Configuration files by absolute path, mounted read-only; a change rolls the pods.
   * @default - none
   */
  readonly config?: Readonly<Record<string, string>>;
  /**
   * Environment variables whose values come from a Secret, by reference.
   * @default - none
   */
  readonly secrets?: Readonly<Record<string, SecretReference>>;
  /**
   * CPU and memory, as a size of the environment or in full.
   * @default 'small'
   */
  readonly resources?: Size | ResourcesProps;
  /**
   * Pods to run; not beside `autoscaling`.
   * @default 2, or the environment's floor if that is higher
   */
  readonly replicas?: number;
  /**
   * Scale between bounds by measured load.
   * @default - a fixed number of replicas
   */
  readonly autoscaling?: AutoscalingProps;
  /**
   * How many pods a voluntary disruption (a node drain) may take at once.
   * @default 1
   */
  readonly maxUnavailableInDrain?: number;
  /**
   * Whether pods are spread over hosts and zones if possible, or evenly over hosts without exception.
   * @default 'preferred'
   */
  readonly spread?: 'preferred' | 'required';
  /**
   * How a new version replaces the old one; old pods always serve until new ones are ready.
   * @default - one extra pod at a time, 600 s to make progress
   */
  readonly rollout?: RolloutProps;
  /**
   * Paths on which the outside reaches it.
   * @default - not reachable from outside
   */
  readonly routes?: readonly RouteProps[];
  /**
   * Destinations outside the cluster that it may call.
   * @default - none
   */
  readonly internet?: readonly InternetProps[];
  /**
   * What it may ask the Kubernetes API, in its own namespace.
   * @default - nothing: it gets no token
   */
  readonly kubernetesApi?: KubernetesApiProps;
  /**
   * Absolute paths of writable, empty directories; the rest of the file system is read-only.
   * @default ['/tmp']
   */
  readonly scratch?: readonly string[];
  /**
   * User and group id that it runs as; never 0.
   * @default 10001
   */
  readonly user?: number;
  /**
   * Workloads of this stack that must be healthy before a sync starts this one.
   * @default - databases and their migrations alone
   */
  readonly waitsFor?: readonly string[];
}

/** A port in full. */
export interface PortProps {
  /** From 1024 to 65535: programs run without privileges. */
  readonly port: number;
  /**
   * Transport protocol.
   * @default 'TCP'
   */
  readonly protocol?: Protocol;
}

/** The three probes; each falls back to the default of {@link WorkloadProps.health}. */
export interface HealthProps {
  /**
   * A failing one restarts the container.
   * @default - as {@link WorkloadProps.health}
   */
  readonly liveness?: ProbeProps;
  /**
   * A failing one takes the pod out of its Service.
   * @default - as {@link WorkloadProps.health}
   */
  readonly readiness?: ProbeProps;
  /**
   * Holds the other two back until it succeeds once.
   * @default - as liveness, with 30 tries
   */
  readonly startup?: ProbeProps;
}

/** One probe: exactly one of `http`, `tcp`, `exec`. */
export interface ProbeProps {
  /**
   * Path of a GET request.
   * @default - none
   */
  readonly http?: string;
  /**
   * Port that must accept a connection, by name.
   * @default - none
   */
  readonly tcp?: string;
  /**
   * Command that must exit with 0.
   * @default - none
   */
  readonly exec?: readonly string[];
  /**
   * Port of an `http` probe, by name.
   * @default - `http`, or the only port
   */
  readonly port?: string;
  /**
   * Seconds between two tries.
   * @default 10
   */
  readonly periodSeconds?: number;
  /**
   * Seconds until a try counts as failed.
   * @default 3
   */
  readonly timeoutSeconds?: number;
  /**
   * Failed tries in a row until it counts.
   * @default 3; 30 for startup
   */
  readonly failureThreshold?: number;
}

/** A Prometheus endpoint. */
export interface MetricsProps {
  /** Port by name. */
  readonly port: string;
  /**
   * Path of the endpoint.
   * @default '/metrics'
   */
  readonly path?: string;
  /**
   * How it names its request metrics: OpenTelemetry's HTTP conventions, or `app_requests_total` and
   * `app_request_latency_seconds`.
   * @default - it has none: it serves no requests, and promises nothing about them
   */
  readonly convention?: Convention;
}

/** One key of a Secret that lives in the cluster; never the value. */
export interface SecretReference {
  /** The Secret's name inside this stack; the object is `<domain>-<stack>-<secret>`. */
  readonly secret: string;
  /** Key inside the Secret. */
  readonly key: string;
}

/** CPU and memory of one pod, as Kubernetes quantities. */
export interface ResourcesProps {
  /** What the scheduler reserves. */
  readonly requests: { readonly cpu: string; readonly memory: string };
  /** What it can't exceed. */
  readonly limits: { readonly cpu: string; readonly memory: string };
}

/** A HorizontalPodAutoscaler; at least one metric. */
export interface AutoscalingProps {
  /** Fewest pods. */
  readonly min: number;
  /** Most pods. */
  readonly max: number;
  /**
   * Mean CPU use to hold, in percent of the requests.
   * @default - not a metric
   */
  readonly cpuPercent?: number;
  /**
   * Mean HTTP requests a second and pod to hold (metric `http_requests_per_second`).
   * @default - not a metric
   */
  readonly requestsPerSecond?: number;
  /**
   * Other metrics of the pods, by name, with the mean value a pod to hold as a quantity.
   * @default - none
   */
  readonly custom?: Readonly<Record<string, string>>;
}

/** Pace of a rollout. `maxUnavailable` is always 0. */
export interface RolloutProps {
  /**
   * Extra pods during a rollout.
   * @default 1
   */
  readonly maxSurge?: number;
  /**
   * Seconds without progress until the rollout counts as failed.
   * @default 600
   */
  readonly deadlineSeconds?: number;
}
