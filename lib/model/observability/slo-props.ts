/** How a workload names its request metrics: OpenTelemetry's HTTP semantic conventions, or the counters of the seeds. */
export type Convention = 'otel' | 'seed';

/** Promises of an HTTP workload, each a percentage of good over 30 days. */
export interface SloProps {
  /**
   * Share of time in which at least one of its pods answers.
   * @default - the environment's
   */
  readonly availability?: number;
  /**
   * Share of requests that don't end in a server error.
   * @default - the environment's
   */
  readonly success?: number;
  /**
   * Share of requests that are fast enough.
   * @default - the environment's
   */
  readonly latency?: LatencyProps;
}

/** How many requests must be how fast. */
export interface LatencyProps {
  /** Percentage of requests. */
  readonly target: number;
  /** Seconds; a bucket of the convention's histogram. */
  readonly belowSeconds: number;
}

/** Every promise with its number. */
export type Slo = Required<SloProps>;

/** What an environment promises where it says nothing. */
export const defaultSlo: Slo = { availability: 99.5, success: 99.5, latency: { target: 99, belowSeconds: 0.5 } };
