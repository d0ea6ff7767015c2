import { by } from '../requests.ts';
import type { AlertProps } from '../rule.ts';
import type { AlertContext } from './context.ts';

/** Alerts about requests: the seeds', with sums on both sides of the division. */
export function requestAlerts({ errorPercent, latencySeconds }: AlertContext): readonly AlertProps[] {
  return [
    {
      alert: 'HighErrorRate',
      // the absolute share keeps one failed request of two at night from waking anybody
      expr: `job:http_errors:ratio_rate5m > ${errorPercent / 100} and on (${by}) job:http_requests:rate5m > 0.05`,
      for: '2m',
      severity: 'critical',
      subject: 'stack',
      summary: '{{ $value | humanizePercentage }} of the requests to {{ $labels.job }} fail',
      description: `More than ${errorPercent} % of its requests ended in a server error for 2 minutes.`,
    },
    {
      alert: 'HighLatency',
      expr: `job:http_latency_seconds:quantile5m{quantile="0.95"} > ${latencySeconds} and on (${by}) job:http_requests:rate5m > 0.05`,
      for: '10m',
      severity: 'warning',
      subject: 'stack',
      summary: '{{ $labels.job }} is slow: P95 is {{ $value | humanizeDuration }}',
      description: `One request of twenty takes longer than ${latencySeconds} s, for 10 minutes.`,
    },
    {
      alert: 'TargetDown',
      expr: 'job:up:max == 0',
      for: '5m',
      severity: 'critical',
      subject: 'stack',
      summary: 'No pod of {{ $labels.job }} answers Prometheus',
      description:
        'None of its pods could be scraped for 5 minutes, or all of them are gone: it is down, or nobody sees it.',
    },
  ];
}
