import { anyOf } from '../../promql.ts';
import type { AlertProps } from '../rule.ts';
import type { AlertContext } from './context.ts';

/** Alerts about delivery and certificates. */
export function deliveryAlerts({ environment, namespaces, certManager }: AlertContext): readonly AlertProps[] {
  return [
    {
      alert: 'ArgoCdOutOfSync',
      expr: `max by (name, sync_status, health_status) (argocd_app_info{project="${environment}", sync_status!="Synced"}) == 1`,
      for: '15m',
      severity: 'warning',
      subject: 'delivery',
      summary: 'The application {{ $labels.name }} is {{ $labels.sync_status }}',
      description:
        'What runs has not been what the repository says for 15 minutes; health: {{ $labels.health_status }}.',
    },
    ...(certManager
      ? [
          {
            alert: 'CertificateExpiring',
            expr: `max by (namespace, name) (certmanager_certificate_expiration_timestamp_seconds{namespace=~"${anyOf(namespaces)}"}) - time() < 14 * 86400`,
            for: '1h',
            severity: 'warning' as const,
            subject: 'cluster' as const,
            summary:
              'The certificate {{ $labels.namespace }}/{{ $labels.name }} ends in {{ $value | humanizeDuration }}',
            description: 'cert-manager should have renewed it by now.',
          },
        ]
      : []),
  ];
}
