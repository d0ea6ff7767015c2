import type { Convention } from './slo-props.ts';

/** Names of a workload's request metrics. */
export interface RequestMetrics {
  /** Counter of requests. */
  readonly count: string;
  /** Label of the counter with the HTTP status. */
  readonly status: string;
  /** Label of counter and histogram with the path that was asked. */
  readonly route: string;
  /** Histogram of seconds, without `_bucket`. */
  readonly duration: string;
  /** Upper bounds of the histogram's buckets in seconds, without infinity. */
  readonly buckets: readonly number[];
}

/** The two conventions; their buckets are the defaults of OpenTelemetry's and Prometheus' client libraries. */
export const conventions: Readonly<Record<Convention, RequestMetrics>> = {
  otel: {
    count: 'http_server_request_duration_seconds_count',
    status: 'http_response_status_code',
    route: 'http_route',
    duration: 'http_server_request_duration_seconds',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
  },
  seed: {
    count: 'app_requests_total',
    status: 'status',
    route: 'endpoint',
    duration: 'app_request_latency_seconds',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
  },
};
