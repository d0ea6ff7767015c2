import type { Case } from './case.ts';

const inDev = 'namespace="uo-dev"';
const container = `${inDev}, pod="identity-auth-api-6d4b-x2k9p", container="main"`;
const waiting = (reason: string) => `kube_pod_container_status_waiting_reason{${container}, reason="${reason}"}`;
const deployment = `${inDev}, deployment="identity-auth-api"`;
const claim = `${inDev}, persistentvolumeclaim="data-identity-auth-postgres-0"`;
const autoscaler = `${inDev}, horizontalpodautoscaler="web-flask-api"`;
const cpuLimit = { [`kube_pod_container_resource_limits{${container}, resource="cpu"}`]: '0.5x60' };

/** Alerts about pods and what runs them. */
export const workloadCases: readonly Case[] = [
  {
    alert: 'PodCrashLooping',
    name: 'a container that waits to be started again',
    series: { [waiting('CrashLoopBackOff')]: '1x30' },
    at: '20m',
    fires: 1,
  },
  {
    alert: 'PodCrashLooping',
    name: 'a container that crashes, runs for a minute and crashes again',
    series: { [waiting('CrashLoopBackOff')]: '1 _ 1 _ 1 _ 1 _ 1 _ 1 _ 1 _ 1 _ 1 _ 1 _ 1 _ 1 _' },
    at: '18m',
    fires: 1,
  },
  {
    alert: 'PodCrashLooping',
    name: 'one restart',
    series: { [`kube_pod_container_status_restarts_total{${container}}`]: '0x10 1x20' },
    at: '20m',
    fires: 0,
    trap: 'its rate over 15 minutes above zero fires for 15 minutes after a single restart',
  },
  {
    alert: 'PodCrashLooping',
    name: 'an image that is being pulled',
    series: { [waiting('ContainerCreating')]: '1x30' },
    at: '20m',
    fires: 0,
  },
  {
    alert: 'HighCpu',
    name: 'a container at nine tenths of its limit',
    series: { [`container_cpu_usage_seconds_total{${container}}`]: '0+27x60', ...cpuLimit },
    at: '40m',
    fires: 1,
  },
  {
    alert: 'HighCpu',
    name: 'a container at half of its limit',
    series: { [`container_cpu_usage_seconds_total{${container}}`]: '0+15x60', ...cpuLimit },
    at: '40m',
    fires: 0,
  },
  {
    alert: 'HighCpu',
    name: "somebody else's container at its limit",
    series: {
      'container_cpu_usage_seconds_total{namespace="other", pod="a", container="main"}': '0+30x60',
      'kube_pod_container_resource_limits{namespace="other", pod="a", container="main", resource="cpu"}': '0.5x60',
    },
    at: '40m',
    fires: 0,
  },
  {
    alert: 'DeploymentNotProgressing',
    name: 'new pods that never become ready',
    series: {
      [`kube_deployment_status_condition{${deployment}, condition="Progressing", status="false"}`]: '1x30',
    },
    at: '20m',
    fires: 1,
  },
  {
    alert: 'DeploymentNotProgressing',
    name: 'a rollout that is under way',
    series: {
      [`kube_deployment_status_condition{${deployment}, condition="Progressing", status="true"}`]: '1x30',
      [`kube_deployment_status_observed_generation{${deployment}}`]: '7x30',
      [`kube_deployment_metadata_generation{${deployment}}`]: '7x30',
    },
    at: '20m',
    fires: 0,
  },
  {
    alert: 'VolumeFillingUp',
    name: 'a volume with a twentieth left',
    series: {
      [`kubelet_volume_stats_available_bytes{${claim}}`]: '500x90',
      [`kubelet_volume_stats_capacity_bytes{${claim}}`]: '10000x90',
    },
    at: '60m',
    fires: 1,
  },
  {
    alert: 'VolumeFillingUp',
    name: 'a volume that will be full tomorrow',
    series: {
      [`kubelet_volume_stats_available_bytes{${claim}}`]: '2900-2x120',
      [`kubelet_volume_stats_capacity_bytes{${claim}}`]: '10000x120',
    },
    at: '100m',
    fires: 1,
  },
  {
    alert: 'VolumeFillingUp',
    name: 'a volume that is half full and stays so',
    series: {
      [`kubelet_volume_stats_available_bytes{${claim}}`]: '5000x90',
      [`kubelet_volume_stats_capacity_bytes{${claim}}`]: '10000x90',
    },
    at: '60m',
    fires: 0,
  },
  { alert: 'AutoscalerAtMaximum', name: 'as many pods as there may be', series: pods(6, 6), at: '30m', fires: 1 },
  { alert: 'AutoscalerAtMaximum', name: 'room for one more pod', series: pods(5, 6), at: '30m', fires: 0 },
  {
    alert: 'AutoscalerAtMaximum',
    name: 'a laptop, where the minimum is the maximum',
    series: pods(2, 2),
    at: '30m',
    fires: 0,
  },
];

function pods(now: number, most: number): Readonly<Record<string, string>> {
  return {
    [`kube_horizontalpodautoscaler_status_current_replicas{${autoscaler}}`]: `${now}x60`,
    [`kube_horizontalpodautoscaler_spec_max_replicas{${autoscaler}}`]: `${most}x60`,
    [`kube_horizontalpodautoscaler_spec_min_replicas{${autoscaler}}`]: '2x60',
  };
}
