import type { Plan } from '../../../../lib/model/index.ts';

/** What the exporters would say of an environment in good order; they are rendered, and not to be had here. */
export function exporterText(plan: Plan): string {
  const { namespace } = plan.environment;
  const now = Math.floor(Date.now() / 1000);
  const lines = plan.applications.flatMap(({ workloads, databases }) => [
    ...workloads.flatMap(({ name }) => [
      ...podLines(namespace, `${name}-6d4b9c7f5d-x2k9p`, now),
      `kube_deployment_spec_replicas{namespace="${namespace}",deployment="${name}"} 2`,
      `kube_deployment_status_replicas_updated{namespace="${namespace}",deployment="${name}"} 2`,
    ]),
    ...databases.flatMap((database) =>
      database.kind === 'cluster'
        ? [
            ...podLines(namespace, `${database.name}-0`, now),
            ...volumeLines(namespace, `data-${database.name}-0`),
            `kube_statefulset_status_replicas_ready{namespace="${namespace}",statefulset="${database.name}"} 1`,
            `kube_cronjob_status_last_successful_time{namespace="${namespace}",cronjob="${database.name}-backup"} ${now - 3600}`,
          ]
        : [],
    ),
  ]);
  return `${[...lines, ...clusterLines(plan)].join('\n')}\n`;
}

function podLines(namespace: string, pod: string, now: number): readonly string[] {
  const labels = `namespace="${namespace}",pod="${pod}"`;
  const container = `${labels},container="main"`;
  return [
    `kube_pod_info{${labels}} 1`,
    `container_cpu_usage_seconds_total{${container}} ${(now % 100_000) / 10}`,
    `container_memory_working_set_bytes{${container}} 1e8`,
    `kube_pod_container_resource_limits{${container},resource="cpu"} 0.5`,
    `kube_pod_container_resource_limits{${container},resource="memory"} 2e8`,
    `kube_pod_container_status_restarts_total{${container}} 0`,
  ];
}

function volumeLines(namespace: string, claim: string): readonly string[] {
  const labels = `namespace="${namespace}",persistentvolumeclaim="${claim}"`;
  return [`kubelet_volume_stats_available_bytes{${labels}} 6e9`, `kubelet_volume_stats_capacity_bytes{${labels}} 1e10`];
}

function clusterLines({ environment, applications }: Plan): readonly string[] {
  const node = 'pod="node-exporter-abcde"';
  const quota = `namespace="${environment.namespace}",resourcequota="environment",resource="requests.cpu"`;
  const apps = applications.flatMap(({ folder }) => {
    const name = `name="${environment.name}-${folder}",project="${environment.name}"`;
    return [
      `argocd_app_info{${name},sync_status="Synced",health_status="Healthy"} 1`,
      `argocd_app_sync_total{${name},phase="Succeeded"} 3`,
    ];
  });
  return [
    ...apps,
    `kube_resourcequota{${quota},type="hard"} 8`,
    `kube_resourcequota{${quota},type="used"} 3`,
    'kube_node_status_condition{node="a",condition="Ready",status="true"} 1',
    `node_cpu_seconds_total{${node},cpu="0",mode="idle"} ${Math.floor(Date.now() / 2000)}`,
    `node_memory_MemAvailable_bytes{${node}} 4e9`,
    `node_memory_MemTotal_bytes{${node}} 8e9`,
    `node_filesystem_avail_bytes{${node},mountpoint="/"} 4e10`,
    `node_filesystem_size_bytes{${node},mountpoint="/"} 8e10`,
    `node_load5{${node}} 0.5`,
    'alertmanager_notifications_failed_total{integration="slack"} 0',
  ];
}
