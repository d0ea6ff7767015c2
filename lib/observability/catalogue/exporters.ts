import { conventions } from '../../model/observability/conventions.ts';

/** Metric → the labels that it has beside those of its target. */
export type Catalogue = Readonly<Record<string, readonly string[]>>;

/** Labels that scraping gives every series of pods. */
export const targetLabels = ['namespace', 'pod', 'stack', 'job', 'instance', 'node', 'environment'] as const;

const object = (kind: string, ...labels: readonly string[]) => [kind, ...labels];
const container = ['container', 'image', 'name', 'id', 'cpu'];

/** kube-state-metrics 2, of the kinds that ours is told to watch. */
const kubeStateMetrics: Catalogue = {
  kube_cronjob_created: object('cronjob'),
  kube_cronjob_status_last_successful_time: object('cronjob'),
  kube_deployment_metadata_generation: object('deployment'),
  kube_deployment_spec_replicas: object('deployment'),
  kube_deployment_status_condition: object('deployment', 'condition', 'status', 'reason'),
  kube_deployment_status_observed_generation: object('deployment'),
  kube_deployment_status_replicas_updated: object('deployment'),
  kube_horizontalpodautoscaler_spec_max_replicas: object('horizontalpodautoscaler'),
  kube_horizontalpodautoscaler_spec_min_replicas: object('horizontalpodautoscaler'),
  kube_horizontalpodautoscaler_status_current_replicas: object('horizontalpodautoscaler'),
  kube_node_status_condition: ['condition', 'status'],
  kube_pod_container_resource_limits: ['container', 'resource', 'unit', 'uid'],
  kube_pod_container_status_restarts_total: ['container', 'uid'],
  kube_pod_container_status_waiting_reason: ['container', 'reason', 'uid'],
  kube_pod_info: ['host_ip', 'pod_ip', 'created_by_kind', 'created_by_name'],
  kube_resourcequota: ['resourcequota', 'resource', 'type'],
  kube_statefulset_status_replicas_ready: object('statefulset'),
};

/** The kubelet and its cAdvisor. */
const kubelet: Catalogue = {
  container_cpu_usage_seconds_total: container,
  container_memory_working_set_bytes: container,
  kubelet_volume_stats_available_bytes: ['persistentvolumeclaim'],
  kubelet_volume_stats_capacity_bytes: ['persistentvolumeclaim'],
};

/** node-exporter with the collectors that ours has. */
const node: Catalogue = {
  node_cpu_seconds_total: ['cpu', 'mode'],
  node_filesystem_avail_bytes: ['device', 'fstype', 'mountpoint'],
  node_filesystem_size_bytes: ['device', 'fstype', 'mountpoint'],
  node_load5: [],
  node_memory_MemAvailable_bytes: [],
  node_memory_MemTotal_bytes: [],
};

/** Prometheus, Alertmanager, Argo CD and cert-manager about themselves. */
const platform: Catalogue = {
  up: [],
  ALERTS: ['alertname', 'alertstate', 'severity'],
  alertmanager_notifications_failed_total: ['integration', 'reason', 'receiver_name'],
  argocd_app_info: ['name', 'project', 'sync_status', 'health_status', 'dest_namespace', 'dest_server', 'repo'],
  argocd_app_sync_total: ['name', 'project', 'phase', 'dest_server', 'dry_run'],
  certmanager_certificate_expiration_timestamp_seconds: ['name', 'issuer_name', 'issuer_kind', 'issuer_group'],
  process_resident_memory_bytes: [],
  prometheus_tsdb_head_series: [],
};

/** What workloads say of their requests, by the two conventions. */
const requests: Catalogue = Object.fromEntries(
  Object.values(conventions).flatMap(({ count, status, route, duration }) => [
    [`${duration}_count`, [status, route, 'method', 'http_request_method']],
    [`${duration}_bucket`, ['le', status, route, 'method', 'http_request_method']],
    [`${duration}_sum`, [status, route, 'method', 'http_request_method']],
    [count, [status, route, 'method', 'http_request_method']],
  ]),
);

/** Every metric that something in the tree, or an exporter that it scrapes, exposes. */
export const exposed: Catalogue = { ...kubeStateMetrics, ...kubelet, ...node, ...platform, ...requests };
