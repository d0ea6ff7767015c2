import type { Plan } from '../../model/plan/plan.ts';
import { dashboardsOf } from '../dashboards/dashboards.ts';
import type { Folder } from '../files.ts';
import { observabilityPlanOf } from '../observed.ts';
import { ruleFiles } from '../rules/rule-files.ts';
import { alertmanagerConfig } from './alertmanager.ts';
import { alloyConfig } from './alloy.ts';
import { collectorConfig } from './collector.ts';
import { dashboardFolder, dashboardProviders, dataSources } from './grafana.ts';
import { prometheusConfig } from './prometheus.ts';
import { lokiConfig, tempoConfig } from './stores.ts';
import { yamlText } from './text.ts';

/** The configuration of every part, by its name. */
export function foldersOf(plan: Plan): ReadonlyMap<string, readonly Folder[]> {
  const { environment } = plan;
  const { settings } = observabilityPlanOf(plan);
  const one = (path: string, file: string, content: string): readonly Folder[] => [
    { path, groups: { config: { [file]: content } } },
  ];
  return new Map<string, readonly Folder[]>([
    [
      'prometheus',
      [
        ...one('/etc/prometheus', 'prometheus.yaml', yamlText(prometheusConfig(environment, settings))),
        { path: '/etc/prometheus-rules', groups: { rules: ruleFiles(plan) } },
      ],
    ],
    ['alertmanager', one('/etc/alertmanager', 'alertmanager.yaml', yamlText(alertmanagerConfig(settings)))],
    ['loki', one('/etc/loki', 'loki.yaml', yamlText(lokiConfig(settings)))],
    ['tempo', one('/etc/tempo', 'tempo.yaml', yamlText(tempoConfig(settings)))],
    ['collector', one('/etc/collector', 'config.yaml', yamlText(collectorConfig(settings)))],
    ['alloy', one('/etc/alloy', 'config.alloy', alloyConfig(environment, settings))],
    [
      'grafana',
      [
        ...one('/etc/grafana/provisioning/datasources', 'sources.yaml', yamlText(dataSources(environment, settings))),
        ...one('/etc/grafana/provisioning/dashboards', 'providers.yaml', yamlText(dashboardProviders)),
        {
          path: dashboardFolder,
          groups: Object.fromEntries(dashboardsOf(plan).map(({ uid, json }) => [uid, { [`${uid}.json`]: json }])),
        },
      ],
    ],
  ]);
}
