/** One step of Prometheus' relabeling. */
export interface Relabeling {
  readonly source_labels: readonly string[];
  readonly regex?: string;
  readonly separator?: string;
  readonly target_label?: string;
  readonly replacement?: string;
  readonly action?: 'keep' | 'drop' | 'replace';
}

const meta = (name: string) => `__meta_kubernetes_pod_${name}`;
const annotation = (name: string) => meta(`annotation_prometheus_io_${name}`);
const label = (name: string) => meta(`label_${name}`);

/** Keeps the pods whose annotations say where their metrics are, and asks there; a pod with several ports is one target. */
export const scrapedPods: readonly Relabeling[] = [
  { source_labels: [annotation('scrape')], regex: 'true', action: 'keep' },
  { source_labels: [meta('phase')], regex: 'Pending|Succeeded|Failed|Completed', action: 'drop' },
  { source_labels: [annotation('path')], regex: '(.+)', target_label: '__metrics_path__' },
  {
    source_labels: [meta('ip'), annotation('port')],
    regex: '([^;:]+);(\\d+)',
    replacement: '$1:$2',
    target_label: '__address__',
  },
];

/** The labels by which rules and dashboards know whose a metric is; logs carry the same. */
export const podLabels: readonly Relabeling[] = [
  { source_labels: ['__meta_kubernetes_namespace'], target_label: 'namespace' },
  { source_labels: [meta('name')], target_label: 'pod' },
  { source_labels: [label('app_kubernetes_io_instance')], target_label: 'stack' },
  {
    source_labels: [label('app_kubernetes_io_instance'), label('app_kubernetes_io_name')],
    separator: '/',
    target_label: 'job',
  },
];
