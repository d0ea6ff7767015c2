import type { Environment } from '../../model/environment/environment-props.ts';
import type { ObservabilitySettings } from '../../model/observability/settings.ts';
import type { Alert, AlertProps, Subject } from './rule.ts';

/** Unique id of each dashboard that an alert leads to, with its variables filled in from the alert's labels. */
const dashboards: Readonly<Record<Subject, string>> = {
  stack: '{{ $labels.stack }}?var-job={{ $labels.job | urlquery }}',
  environment: 'environment?var-namespace={{ $labels.namespace | urlquery }}',
  cluster: 'cluster',
  delivery: 'delivery?var-application={{ $labels.name | urlquery }}',
};

/** An alert with what every alert has: its severity and environment, and links to its runbook and its dashboard. */
export function linked(
  { alert, severity, subject, summary, description, labels, expr, for: duration }: AlertProps,
  environment: Environment,
  { host, runbooks }: Pick<ObservabilitySettings, 'host' | 'runbooks'>,
): Alert {
  return {
    alert,
    expr,
    ...(duration === undefined ? {} : { for: duration }),
    labels: { severity, environment: environment.name, ...labels },
    annotations: {
      summary,
      description,
      runbook_url: `${runbooks}/${alert}.md`,
      dashboard_url: `https://${host}/d/${dashboards[subject]}`,
    },
  };
}
