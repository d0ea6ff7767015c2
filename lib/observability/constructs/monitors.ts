import { ApiObject, type Chart } from 'cdk8s';
import { metadata } from '../../constructs/metadata.ts';
import { partSelector } from '../../model/observability/peers.ts';
import type { MetricsTarget } from '../../model/observability/target.ts';
import { selectorLabels } from '../../model/plan/names.ts';
import type { Plan } from '../../model/plan/plan.ts';
import { wave } from '../../model/plan/waves.ts';
import { scrapeInterval } from '../config/prometheus.ts';
import { observabilityPlanOf } from '../observed.ts';
import { ruleGroups } from '../rules/rule-files.ts';

const apiVersion = 'monitoring.coreos.com/v1';
const pod = '__meta_kubernetes_pod_label_app_kubernetes_io';

/** The labels that our rules know, made of the pods' labels as the standalone flavour does. */
const relabelings = [
  { sourceLabels: [`${pod}_instance`], targetLabel: 'stack' },
  { sourceLabels: [`${pod}_instance`, `${pod}_name`], separator: '/', targetLabel: 'job' },
];

/** For the Prometheus Operator: what to scrape, and the rules. Workers, which nobody calls, are found by pod. */
export function monitors(chart: Chart, plan: Plan): void {
  const { targets, parts } = observabilityPlanOf(plan);
  const labels = { 'app.kubernetes.io/managed-by': 'unifyops', 'unifyops.dev/environment': plan.environment.name };
  for (const target of targets) {
    const kind = target.tier === 'worker' ? 'PodMonitor' : 'ServiceMonitor';
    const endpoints = [{ port: target.port.name, path: target.path, interval: scrapeInterval, relabelings }];
    new ApiObject(chart, `${target.name}-monitor`, {
      apiVersion,
      kind,
      metadata: metadata(target.name, labels, wave.application),
      spec: {
        selector: { matchLabels: selectorOf(target) },
        namespaceSelector: { matchNames: [plan.environment.namespace] },
        ...(kind === 'PodMonitor' ? { podMetricsEndpoints: endpoints } : { endpoints }),
      },
    });
  }
  for (const { name, ports, metrics } of parts) {
    const port = ports.find((candidate) => candidate.port === metrics?.port)?.name;
    new ApiObject(chart, `${name}-monitor`, {
      apiVersion,
      kind: 'PodMonitor',
      metadata: metadata(name, labels, wave.application),
      spec: {
        selector: { matchLabels: partSelector(name) },
        podMetricsEndpoints: [{ port, path: metrics?.path, interval: scrapeInterval, relabelings }],
      },
    });
  }
  new ApiObject(chart, 'rules', {
    apiVersion,
    kind: 'PrometheusRule',
    metadata: metadata('unifyops', labels, wave.application),
    spec: { groups: ruleGroups(plan) },
  });
}

function selectorOf({ id, stack }: MetricsTarget) {
  const [domain = '', name = '', part = ''] = id.split('/');
  return { ...selectorLabels({ domain, name }, part), 'app.kubernetes.io/instance': stack };
}
