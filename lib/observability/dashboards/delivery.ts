import type { Plan } from '../../model/plan/plan.ts';
import { type Dashboard, dashboard } from './dashboard.ts';
import { curves, rows } from './panel.ts';

/** From the repository to the pods: what Argo CD has done, and what rollouts and backups did. */
export function deliveryDashboard({ environment }: Plan): Dashboard {
  const apps = `project="${environment.name}", name=~"$application"`;
  const ours = `namespace="${environment.namespace}"`;
  return dashboard({
    uid: 'delivery',
    owner: `delivery of ${environment.name}`,
    title: `Delivery of ${environment.name}`,
    tags: ['delivery', environment.name],
    variables: [
      {
        name: 'application',
        label: 'Application',
        values: `label_values(argocd_app_info{project="${environment.name}"}, name)`,
      },
    ],
    sections: [
      {
        title: 'Argo CD',
        panels: [
          rows('Applications', 'Whether each is what the repository says, and healthy.', {
            expr: `max by (name, sync_status, health_status) (argocd_app_info{${apps}})`,
            legend: '',
          }),
          curves(
            'Syncs',
            'Syncs an hour by how they ended.',
            'none',
            [{ expr: `sum by (phase) (increase(argocd_app_sync_total{${apps}}[1h]))`, legend: '{{phase}}' }],
            12,
          ),
        ],
      },
      {
        title: 'Rollouts',
        panels: [
          curves(
            'New pods',
            'Share of the wanted pods of each Deployment that run the newest version.',
            'percentunit',
            [
              {
                expr: `max by (deployment) (kube_deployment_status_replicas_updated{${ours}}) / max by (deployment) (kube_deployment_spec_replicas{${ours}} > 0)`,
                legend: '{{deployment}}',
              },
            ],
            12,
          ),
          curves(
            'Age of backups',
            'Since the last one that succeeded.',
            's',
            [
              {
                expr: `time() - max by (cronjob) (kube_cronjob_status_last_successful_time{${ours}})`,
                legend: '{{cronjob}}',
              },
            ],
            12,
          ),
        ],
      },
    ],
  });
}
