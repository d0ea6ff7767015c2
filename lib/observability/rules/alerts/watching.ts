import type { AlertProps } from '../rule.ts';

/** Alerts about watching itself. */
export function watchingAlerts(): readonly AlertProps[] {
  return [
    {
      alert: 'Watchdog',
      expr: 'vector(1)',
      severity: 'info',
      subject: 'cluster',
      summary: 'Alerting works',
      description: 'It always fires: when it is not there, Prometheus or Alertmanager is not.',
    },
    {
      alert: 'AlertsNotDelivered',
      expr: 'sum by (integration) (rate(alertmanager_notifications_failed_total[5m])) > 0',
      for: '5m',
      severity: 'warning',
      subject: 'cluster',
      summary: 'Alertmanager cannot reach {{ $labels.integration }}',
      description: 'Messages have failed for 5 minutes: look at the dashboard for what fires.',
    },
  ];
}
