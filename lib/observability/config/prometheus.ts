import type { Environment } from '../../model/environment/environment-props.ts';
import { hasCertManager, type ObservabilitySettings } from '../../model/observability/settings.ts';
import { podLabels, type Relabeling, scrapedPods } from './relabeling.ts';

/** How often everything is scraped: the seeds' interval, and short enough for five-minute rates. */
export const scrapeInterval = '15s';

const token = '/var/run/secrets/kubernetes.io/serviceaccount';
const kubeStateMetrics = 'observability;kube-state-metrics';
const identity = [
  '__meta_kubernetes_pod_label_app_kubernetes_io_instance',
  '__meta_kubernetes_pod_label_app_kubernetes_io_name',
];

/** Prometheus' configuration: what it scrapes, which rules it evaluates, whom it tells. */
export function prometheusConfig(environment: Environment, settings: ObservabilitySettings): object {
  const { remoteWrite } = settings;
  return {
    global: {
      scrape_interval: scrapeInterval,
      scrape_timeout: '10s',
      evaluation_interval: '30s',
      external_labels: { environment: environment.name, prometheus: settings.namespace },
    },
    rule_files: ['/etc/prometheus-rules/*.yaml'],
    alerting: {
      alertmanagers: [{ static_configs: [{ targets: [`alertmanager.${settings.namespace}.svc:9093`] }] }],
    },
    ...(remoteWrite && {
      remote_write: [{ url: remoteWrite.url, sigv4: { region: remoteWrite.region }, queue_config: { max_shards: 10 } }],
    }),
    scrape_configs: scrapeConfigs(environment, settings),
  };
}

function scrapeConfigs(environment: Environment, settings: ObservabilitySettings): readonly object[] {
  const { namespace, nodesNamespace } = settings;
  return [
    podJob('workloads', [environment.namespace]),
    podJob(
      'observability',
      [namespace, nodesNamespace],
      [{ source_labels: identity, regex: kubeStateMetrics, action: 'drop' }],
    ),
    {
      ...podJob(
        'kube-state-metrics',
        [namespace],
        [{ source_labels: identity, regex: kubeStateMetrics, action: 'keep' }],
      ),
      honor_labels: true, // its series tell of other objects: their labels must not give way to those of its own pod
    },
    {
      job_name: 'pushed',
      honor_labels: true,
      static_configs: [{ targets: [`collector.${namespace}.svc:8889`] }],
    },
    nodeJob('kubelet', '/metrics'),
    nodeJob('cadvisor', '/metrics/cadvisor', [
      // pods only, and of a pod its containers: the rest doubles every sum
      { source_labels: ['container', 'pod'], regex: '(;.*|.*;)', action: 'drop' },
    ]),
    { job_name: 'argocd', static_configs: [{ targets: ['argocd-metrics.argocd.svc:8082'] }] },
    ...(hasCertManager(environment)
      ? [{ job_name: 'cert-manager', static_configs: [{ targets: ['cert-manager.cert-manager.svc:9402'] }] }]
      : []),
  ];
}

function podJob(name: string, namespaces: readonly string[], more: readonly Relabeling[] = []) {
  return {
    job_name: name,
    kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: namespaces } }],
    relabel_configs: [...scrapedPods, ...more, ...podLabels],
  };
}

/** Kubelets answer on the node's address, with a certificate that the cluster's CA need not have signed. */
function nodeJob(name: string, path: string, metricRelabelings: readonly Relabeling[] = []) {
  return {
    job_name: name,
    scheme: 'https',
    metrics_path: path,
    authorization: { credentials_file: `${token}/token` },
    tls_config: { ca_file: `${token}/ca.crt`, insecure_skip_verify: true },
    kubernetes_sd_configs: [{ role: 'node' }],
    relabel_configs: [{ source_labels: ['__meta_kubernetes_node_name'], target_label: 'node' }],
    ...(metricRelabelings.length > 0 ? { metric_relabel_configs: metricRelabelings } : {}),
  };
}
