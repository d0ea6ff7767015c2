import type { Plan } from '../../model/plan/plan.ts';
import { type Dashboard, dashboard } from './dashboard.ts';
import { curves, numbers } from './panel.ts';

/** The nodes beneath, and whether what watches works. */
export function clusterDashboard({ environment }: Plan): Dashboard {
  const nodes = 'pod=~"node-exporter-.+"';
  return dashboard({
    uid: 'cluster',
    owner: `the cluster of ${environment.name}`,
    title: `Cluster of ${environment.name}`,
    tags: ['cluster', environment.name],
    variables: [],
    sections: [
      {
        title: 'Nodes',
        panels: [
          numbers('Nodes ready', 'Nodes that take pods.', 'none', {
            expr: 'sum(max by (node) (kube_node_status_condition{condition="Ready", status="true"}))',
            legend: 'ready',
          }),
          curves(
            'CPU',
            'Share of its processors that each node uses.',
            'percentunit',
            [
              {
                expr: `1 - avg by (instance) (rate(node_cpu_seconds_total{${nodes}, mode="idle"}[5m]))`,
                legend: '{{instance}}',
              },
            ],
            10,
          ),
          curves(
            'Memory',
            'Share of its memory that each node uses.',
            'percentunit',
            [
              {
                expr: `1 - node_memory_MemAvailable_bytes{${nodes}} / node_memory_MemTotal_bytes{${nodes}}`,
                legend: '{{instance}}',
              },
            ],
            10,
          ),
          curves(
            'Disks',
            'Share of each file system that is full.',
            'percentunit',
            [
              {
                expr: `1 - node_filesystem_avail_bytes{${nodes}} / node_filesystem_size_bytes{${nodes}}`,
                legend: '{{instance}} {{mountpoint}}',
              },
            ],
            12,
          ),
          curves(
            'Load',
            'Processes that want a processor, over five minutes.',
            'none',
            [{ expr: `node_load5{${nodes}}`, legend: '{{instance}}' }],
            12,
          ),
        ],
      },
      {
        title: 'Watching',
        panels: [
          curves('Series', 'Time series that Prometheus keeps in memory.', 'none', [
            { expr: 'prometheus_tsdb_head_series', legend: '{{pod}}' },
          ]),
          curves('Memory of Prometheus', 'What its process holds.', 'bytes', [
            { expr: 'process_resident_memory_bytes{job="observability/prometheus"}', legend: '{{pod}}' },
          ]),
          curves('Messages that failed', 'Alerts that Alertmanager could not deliver, a second.', 'none', [
            {
              expr: 'sum by (integration) (rate(alertmanager_notifications_failed_total[5m]))',
              legend: '{{integration}}',
            },
          ]),
        ],
      },
    ],
  });
}
