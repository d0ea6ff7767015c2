import { conventions } from '../../model/observability/conventions.ts';
import type { Convention } from '../../model/observability/slo-props.ts';
import type { MetricsTarget } from '../../model/observability/target.ts';
import { anyOf, either } from '../promql.ts';
import type { Recording } from './rule.ts';

/** Labels that say whose a request was. */
export const by = 'namespace, stack, job';

/** The windows of all burn-rate alerts, and the budget's. */
export const windows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d', '30d'] as const;

/** Requests a second by job, and the share of them that failed: the same names for both conventions. */
export function requestRecordings(): readonly Recording[] {
  const all = Object.values(conventions);
  return [
    {
      record: 'job:http_requests:rate5m',
      expr: either(all.map(({ count }) => `sum by (${by}) (rate(${count}[5m]))`)),
    },
    {
      record: 'job:http_errors:ratio_rate5m',
      expr: either(all.map(({ count, status }) => errorRatio(count, status, '5m'))),
    },
    ...[0.5, 0.95, 0.99].map((quantile) => ({
      record: 'job:http_latency_seconds:quantile5m',
      expr: either(
        all.map(({ duration }) => `histogram_quantile(${quantile}, sum by (${by}, le) (rate(${duration}_bucket[5m])))`),
      ),
      labels: { quantile: String(quantile) },
    })),
  ];
}

/**
 * The share of requests of each job that ended in a server error. Both sides are summed first: divided as they are, each series
 * would be divided by itself and always give one. A job without errors has no series to count, hence the zero.
 */
export function errorRatio(count: string, status: string, window: string): string {
  const all = `sum by (${by}) (rate(${count}[${window}]))`;
  const failed = `sum by (${by}) (rate(${count}{${status}=~"5.."}[${window}]))`;
  return `(${failed} or ${all} * 0) / ${all}`;
}

/** The share of requests that were slower than promised, for the jobs that promise so. */
export function slowRatio(convention: Convention, jobs: string, belowSeconds: number, window: string): string {
  const { duration } = conventions[convention];
  // Prometheus 3 writes whole bounds as "1.0"
  const bound = Number.isInteger(belowSeconds)
    ? `${belowSeconds}(\\\\.0)?`
    : String(belowSeconds).replace('.', '\\\\.');
  const fast = `sum by (${by}) (rate(${duration}_bucket{${jobs}, le=~"${bound}"}[${window}]))`;
  const all = `sum by (${by}) (rate(${duration}_count{${jobs}}[${window}]))`;
  return `1 - ${fast} / ${all}`;
}

/** Jobs in groups that have something in common, each with a matcher of the label `job`. */
export function groupJobs<T>(
  targets: readonly MetricsTarget[],
  keyOf: (target: MetricsTarget) => T,
): readonly { readonly key: T; readonly jobs: string }[] {
  const groups = Map.groupBy(targets, (target) => JSON.stringify(keyOf(target)));
  return [...groups.values()].map((group) => ({
    key: keyOf(group[0]!),
    jobs: jobsOf(group),
  }));
}

/** A matcher of the label `job` that fits these workloads. */
export function jobsOf(targets: readonly MetricsTarget[]): string {
  return `job=~"${anyOf(targets.map(({ job }) => job))}"`;
}
