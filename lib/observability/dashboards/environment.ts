import type { Plan } from '../../model/plan/plan.ts';
import { observabilityPlanOf } from '../observed.ts';
import { type Dashboard, dashboard } from './dashboard.ts';
import { curves, numbers, rows } from './panel.ts';

/** All stacks of an environment on one page: which one has trouble, and whether there is room. */
export function environmentDashboard(plan: Plan): Dashboard {
  const { environment } = plan;
  const { settings } = observabilityPlanOf(plan);
  const these = 'namespace=~"$namespace"';
  const stacks = `namespace="${environment.namespace}"`;
  return dashboard({
    uid: 'environment',
    owner: `environment ${environment.name}`,
    title: `Environment ${environment.name}`,
    tags: ['environment', environment.name],
    variables: [
      {
        name: 'namespace',
        label: 'Namespace',
        values: `label_values(kube_pod_info{namespace=~"${environment.namespace}|${settings.namespace}"}, namespace)`,
      },
    ],
    sections: [
      {
        title: 'Stacks',
        panels: [
          curves('Rate', 'Requests a second, by stack.', 'reqps', [
            { expr: `sum by (stack) (job:http_requests:rate5m{${stacks}})`, legend: '{{stack}}' },
          ]),
          curves('Errors', 'The worst workload of each stack.', 'percentunit', [
            { expr: `max by (stack) (job:http_errors:ratio_rate5m{${stacks}})`, legend: '{{stack}}' },
          ]),
          curves('Latency', 'P95 of the slowest workload of each stack.', 's', [
            {
              expr: `max by (stack) (job:http_latency_seconds:quantile5m{${stacks}, quantile="0.95"})`,
              legend: '{{stack}}',
            },
          ]),
          numbers(
            'Smallest budget left',
            'The promise of each stack that is nearest to being broken.',
            'percentunit',
            {
              expr: `min by (stack) (job:slo_error_budget:left{${stacks}})`,
              legend: '{{stack}}',
            },
            12,
          ),
          rows('Down', 'Workloads that no pod answers for.', {
            expr: `job:up:max{${stacks}} == 0 or job:up:max{${stacks}} * 0 + 1`,
            legend: '',
          }),
        ],
      },
      {
        title: 'Room',
        panels: [
          curves('Quota', 'Share of the quota that is taken.', 'percentunit', [
            {
              expr: `max by (namespace, resource) (kube_resourcequota{${these}, type="used"}) / max by (namespace, resource) (kube_resourcequota{${these}, type="hard"} > 0)`,
              legend: '{{namespace}} {{resource}}',
            },
          ]),
          curves('Volumes', 'Share of each volume that is full.', 'percentunit', [
            {
              expr: `1 - max by (persistentvolumeclaim) (kubelet_volume_stats_available_bytes{${these}}) / max by (persistentvolumeclaim) (kubelet_volume_stats_capacity_bytes{${these}})`,
              legend: '{{persistentvolumeclaim}}',
            },
          ]),
          curves('Restarts', 'Containers that were started again, an hour.', 'none', [
            {
              expr: `sum by (pod) (increase(kube_pod_container_status_restarts_total{${these}}[1h]))`,
              legend: '{{pod}}',
            },
          ]),
        ],
      },
    ],
  });
}
