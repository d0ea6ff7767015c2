import type { ObservabilitySettings } from '../../model/observability/settings.ts';

/** Name of the alert that always fires: who misses it knows that alerting is broken. */
export const watchdog = 'Watchdog';

/** Alertmanager's configuration: one message for what belongs together, and none for what follows from something worse. */
export function alertmanagerConfig({ slack }: ObservabilitySettings): object {
  return {
    global: { resolve_timeout: '5m', slack_api_url_file: '/etc/slack/url' },
    route: {
      receiver: 'slack',
      group_by: ['alertname', 'environment', 'stack'],
      group_wait: '30s',
      group_interval: '5m',
      repeat_interval: '12h',
      routes: [
        // it is no news: Grafana shows whether it fires, and AlertsNotDelivered tells of the way to Slack
        { receiver: 'nobody', matchers: [`alertname="${watchdog}"`] },
        { receiver: 'slack', matchers: ['severity="critical"'], group_wait: '10s', repeat_interval: '1h' },
        { receiver: 'slack', matchers: ['severity="warning"'] },
        { receiver: 'nobody', matchers: ['severity="info"'] },
      ],
    },
    inhibit_rules: [
      // the same trouble, told twice
      {
        source_matchers: ['severity="critical"'],
        target_matchers: ['severity="warning"'],
        equal: ['alertname', 'environment', 'stack', 'job', 'slo'],
      },
      // what has no pod to scrape has no requests to count
      {
        source_matchers: ['alertname="TargetDown"'],
        target_matchers: ['alertname=~"SloErrorBudgetBurn|HighErrorRate|HighLatency"'],
        equal: ['environment', 'job'],
      },
      // without its database a stack fails: the database is the news
      {
        source_matchers: ['alertname="DatabaseDown"'],
        target_matchers: ['alertname=~"SloErrorBudgetBurn|HighErrorRate"'],
        equal: ['environment', 'stack'],
      },
    ],
    receivers: [{ name: 'nobody' }, { name: 'slack', slack_configs: [slackMessage(slack.channel)] }],
  };
}

const all = (line: string) => `{{ range .Alerts }}${line}\n{{ end }}`;

function slackMessage(channel: string): object {
  return {
    channel,
    send_resolved: true,
    color:
      '{{ if eq .Status "firing" }}{{ if eq .CommonLabels.severity "critical" }}danger{{ else }}warning{{ end }}{{ else }}good{{ end }}',
    title:
      '[{{ .CommonLabels.environment }}] {{ if eq .Status "firing" }}{{ .CommonLabels.severity | toUpper }}{{ else }}RESOLVED{{ end }}: {{ .GroupLabels.alertname }}{{ if .GroupLabels.stack }} in {{ .GroupLabels.stack }}{{ end }}',
    title_link: '{{ (index .Alerts 0).Annotations.dashboard_url }}',
    text: all(
      '*{{ .Annotations.summary }}*\n{{ .Annotations.description }}\n<{{ .Annotations.runbook_url }}|Runbook> · <{{ .Annotations.dashboard_url }}|Dashboard>',
    ),
    fallback: '{{ .GroupLabels.alertname }}: {{ .CommonAnnotations.summary }}',
  };
}
