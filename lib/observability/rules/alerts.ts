import { anyOf } from '../promql.ts';
import { maxBackupAgeHours } from './backup-age.ts';
import { by } from './requests.ts';
import type { AlertProps } from './rule.ts';

/** What the alerts beside the SLOs depend on. */
export interface AlertContext {
  /** Name of the environment, which is that of its Argo CD project. */
  readonly environment: string;
  /** Namespace of the stacks. */
  readonly namespace: string;
  /** Namespaces whose pods are watched: the stacks' and observability's own. */
  readonly namespaces: readonly string[];
  /** Label `job` of everything that is scraped by its annotations. */
  readonly jobs: readonly string[];
  readonly errorPercent: number;
  readonly cpuPercent: number;
  /** Seconds that 95 of 100 requests must stay below. */
  readonly latencySeconds: number;
  /** StatefulSets of databases in the cluster. */
  readonly databases: readonly { readonly name: string; readonly stack: string }[];
  /** CronJobs of backups with their schedules. */
  readonly backups: readonly { readonly name: string; readonly schedule: string }[];
  readonly certManager: boolean;
}

/** Alerts about requests: the seeds', with sums on both sides of the division. */
export function requestAlerts({ errorPercent, latencySeconds }: AlertContext): readonly AlertProps[] {
  return [
    {
      alert: 'HighErrorRate',
      // the absolute share keeps one failed request of two at night from waking anybody
      expr: `job:http_errors:ratio_rate5m > ${errorPercent / 100} and on (${by}) job:http_requests:rate5m > 0.05`,
      for: '2m',
      severity: 'critical',
      subject: 'stack',
      summary: '{{ $value | humanizePercentage }} of the requests to {{ $labels.job }} fail',
      description: `More than ${errorPercent} % of its requests ended in a server error for 2 minutes.`,
    },
    {
      alert: 'HighLatency',
      expr: `job:http_latency_seconds:quantile5m{quantile="0.95"} > ${latencySeconds} and on (${by}) job:http_requests:rate5m > 0.05`,
      for: '10m',
      severity: 'warning',
      subject: 'stack',
      summary: '{{ $labels.job }} is slow: P95 is {{ $value | humanizeDuration }}',
      description: `One request of twenty takes longer than ${latencySeconds} s, for 10 minutes.`,
    },
    {
      alert: 'TargetDown',
      expr: 'job:up:max == 0',
      for: '5m',
      severity: 'critical',
      subject: 'stack',
      summary: 'No pod of {{ $labels.job }} answers Prometheus',
      description:
        'None of its pods could be scraped for 5 minutes, or all of them are gone: it is down, or nobody sees it.',
    },
  ];
}

/** Alerts about pods and what runs them, from kube-state-metrics and the kubelets. */
export function workloadAlerts({ namespaces, cpuPercent }: AlertContext): readonly AlertProps[] {
  const ours = `namespace=~"${anyOf(namespaces)}"`;
  return [
    {
      alert: 'PodCrashLooping',
      // the seed's rate over 15 minutes fires for one restart: this one wants the state to hold
      expr: `max by (namespace, pod, container) (max_over_time(kube_pod_container_status_waiting_reason{${ours}, reason="CrashLoopBackOff"}[5m])) >= 1`,
      for: '5m',
      severity: 'critical',
      subject: 'environment',
      summary: '{{ $labels.pod }} crashes again and again',
      description:
        'Container {{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} has been waiting to be started again for 5 minutes.',
    },
    {
      alert: 'HighCpu',
      expr: `sum by (namespace, pod, container) (rate(container_cpu_usage_seconds_total{${ours}}[5m])) / on (namespace, pod, container) group_left () max by (namespace, pod, container) (kube_pod_container_resource_limits{${ours}, resource="cpu"}) > ${cpuPercent / 100}`,
      for: '15m',
      severity: 'warning',
      subject: 'environment',
      summary: '{{ $labels.pod }} uses {{ $value | humanizePercentage }} of its CPU limit',
      description: `Container {{ $labels.container }} has used more than ${cpuPercent} % of its limit for 15 minutes: soon it is throttled.`,
    },
    {
      alert: 'DeploymentNotProgressing',
      expr: `max by (namespace, deployment) (kube_deployment_status_condition{${ours}, condition="Progressing", status="false"} == 1 or kube_deployment_status_observed_generation{${ours}} != kube_deployment_metadata_generation{${ours}})`,
      for: '5m',
      severity: 'critical',
      subject: 'environment',
      summary: 'The rollout of {{ $labels.deployment }} is stuck',
      description: 'Its new pods do not become ready; the old ones serve the old version.',
    },
    {
      alert: 'VolumeFillingUp',
      expr: `kubelet_volume_stats_available_bytes{${ours}} / kubelet_volume_stats_capacity_bytes{${ours}} < 0.1 or (kubelet_volume_stats_available_bytes{${ours}} / kubelet_volume_stats_capacity_bytes{${ours}} < 0.3 and predict_linear(kubelet_volume_stats_available_bytes{${ours}}[6h], 4 * 86400) < 0)`,
      for: '30m',
      severity: 'warning',
      subject: 'environment',
      summary: 'The volume {{ $labels.persistentvolumeclaim }} fills up',
      description: 'Less than a tenth of it is free, or it will be full in four days.',
    },
    {
      alert: 'AutoscalerAtMaximum',
      expr: `max by (namespace, horizontalpodautoscaler) (kube_horizontalpodautoscaler_status_current_replicas{${ours}} >= kube_horizontalpodautoscaler_spec_max_replicas{${ours}} and kube_horizontalpodautoscaler_spec_max_replicas{${ours}} > kube_horizontalpodautoscaler_spec_min_replicas{${ours}})`,
      for: '15m',
      severity: 'warning',
      subject: 'environment',
      summary: '{{ $labels.horizontalpodautoscaler }} can grow no further',
      description: 'It has run as many pods as it may for 15 minutes: more load makes it slow.',
    },
  ];
}

/** Alerts about databases and their backups. */
export function databaseAlerts({ namespace, databases, backups }: AlertContext): readonly AlertProps[] {
  const names = databases.map(({ name }) => name);
  // the longest first: of two stacks that begin alike, the first that fits is meant
  const stacks = databases.map(({ stack }) => stack).sort((a, b) => b.length - a.length);
  const down: readonly AlertProps[] =
    databases.length === 0
      ? []
      : [
          {
            alert: 'DatabaseDown',
            expr: `label_replace(max by (namespace, statefulset) (kube_statefulset_status_replicas_ready{namespace="${namespace}", statefulset=~"${anyOf(names)}"}) < 1, "stack", "$1", "statefulset", "(${anyOf(stacks)})-.+")`,
            for: '2m',
            severity: 'critical',
            subject: 'environment',
            summary: 'The database {{ $labels.statefulset }} is down',
            description: 'It has had no ready pod for 2 minutes: its stack can neither read nor write.',
          },
        ];
  const ages = Map.groupBy(backups, ({ schedule }) => maxBackupAgeHours(schedule));
  const old = [...ages].map(([hours, jobs]): AlertProps => {
    const these = `namespace="${namespace}", cronjob=~"${anyOf(jobs.map(({ name }) => name))}"`;
    return {
      alert: 'BackupTooOld',
      expr: `max by (namespace, cronjob) (time() - (kube_cronjob_status_last_successful_time{${these}} or kube_cronjob_created{${these}})) > ${hours * 3600}`,
      severity: 'critical',
      subject: 'environment',
      summary: 'The last backup of {{ $labels.cronjob }} is {{ $value | humanizeDuration }} old',
      description: `By its schedule it should be younger than ${hours} hours, or there never was one.`,
    };
  });
  return [...down, ...old];
}

/** Alerts about delivery and certificates. */
export function deliveryAlerts({ environment, namespaces, certManager }: AlertContext): readonly AlertProps[] {
  return [
    {
      alert: 'ArgoCdOutOfSync',
      expr: `max by (name, sync_status, health_status) (argocd_app_info{project="${environment}", sync_status!="Synced"}) == 1`,
      for: '15m',
      severity: 'warning',
      subject: 'delivery',
      summary: 'The application {{ $labels.name }} is {{ $labels.sync_status }}',
      description:
        'What runs has not been what the repository says for 15 minutes; health: {{ $labels.health_status }}.',
    },
    ...(certManager
      ? [
          {
            alert: 'CertificateExpiring',
            expr: `max by (namespace, name) (certmanager_certificate_expiration_timestamp_seconds{namespace=~"${anyOf(namespaces)}"}) - time() < 14 * 86400`,
            for: '1h',
            severity: 'warning' as const,
            subject: 'cluster' as const,
            summary:
              'The certificate {{ $labels.namespace }}/{{ $labels.name }} ends in {{ $value | humanizeDuration }}',
            description: 'cert-manager should have renewed it by now.',
          },
        ]
      : []),
  ];
}

/** Alerts about watching itself. */
export function watchingAlerts(): readonly AlertProps[] {
  return [
    {
      alert: 'Watchdog',
      expr: 'vector(1)',
      severity: 'info',
      subject: 'cluster',
      summary: 'Alerting works',
      description: 'It always fires: when it is not there, Prometheus or Alertmanager is not.',
    },
    {
      alert: 'AlertsNotDelivered',
      expr: 'sum by (integration) (rate(alertmanager_notifications_failed_total[5m])) > 0',
      for: '5m',
      severity: 'warning',
      subject: 'cluster',
      summary: 'Alertmanager cannot reach {{ $labels.integration }}',
      description: 'Messages have failed for 5 minutes: look at the dashboard for what fires.',
    },
  ];
}
