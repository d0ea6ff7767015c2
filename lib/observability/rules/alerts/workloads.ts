import { anyOf } from '../../promql.ts';
import type { AlertProps } from '../rule.ts';
import type { AlertContext } from './context.ts';

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
