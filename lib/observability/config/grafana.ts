import type { Environment } from '../../model/environment/environment-props.ts';
import { prometheusHost, prometheusPort } from '../../model/observability/peers.ts';
import type { ObservabilitySettings } from '../../model/observability/settings.ts';

/** Unique ids of the data sources, by which dashboards name them. */
export const sources = { metrics: 'metrics', logs: 'logs', traces: 'traces', alerts: 'alerts' } as const;

/** Where dashboards are mounted. */
export const dashboardFolder = '/etc/grafana/dashboards';

/** Grafana's data sources, which nobody clicks together: from a log line to its trace and from a trace to its logs. */
export function dataSources(environment: Environment, settings: ObservabilitySettings): object {
  const { namespace, flavour } = settings;
  const source = (uid: string, name: string, type: string, url: string, jsonData: object = {}) => ({
    uid,
    name,
    type,
    url,
    access: 'proxy',
    editable: false,
    isDefault: uid === sources.metrics,
    jsonData,
  });
  const prometheus = `http://${prometheusHost(environment, settings)}:${prometheusPort}`;
  return {
    apiVersion: 1,
    prune: true,
    datasources: [
      source(sources.metrics, 'Prometheus', 'prometheus', prometheus, { httpMethod: 'POST', timeInterval: '15s' }),
      source(sources.logs, 'Loki', 'loki', `http://loki.${namespace}.svc:3100`, {
        derivedFields: [
          {
            name: 'trace',
            datasourceUid: sources.traces,
            matcherType: 'label',
            matcherRegex: 'trace_id',
            url: '$' + '{__value.raw}',
          },
        ],
      }),
      source(sources.traces, 'Tempo', 'tempo', `http://tempo.${namespace}.svc:3200`, {
        tracesToLogsV2: {
          datasourceUid: sources.logs,
          filterByTraceID: true,
          tags: [{ key: 'stack', value: 'stack' }],
        },
      }),
      ...(flavour === 'standalone'
        ? [
            source(sources.alerts, 'Alertmanager', 'alertmanager', `http://alertmanager.${namespace}.svc:9093`, {
              implementation: 'prometheus',
            }),
          ]
        : []),
    ],
  };
}

/** Where Grafana finds its dashboards. */
export const dashboardProviders: object = {
  apiVersion: 1,
  providers: [
    {
      name: 'unifyops',
      type: 'file',
      disableDeletion: true,
      allowUiUpdates: false,
      options: { path: dashboardFolder },
    },
  ],
};
