import { apiServerCall, type PartContext, type PartProps } from '../part-props.ts';

/** Kinds whose state kube-state-metrics tells, by API group; no Secrets and no ConfigMaps. */
const watched: Readonly<Record<string, readonly string[]>> = {
  '': ['persistentvolumeclaims', 'pods', 'resourcequotas'],
  apps: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
  autoscaling: ['horizontalpodautoscalers'],
  batch: ['cronjobs', 'jobs'],
};

/** Tells the state of the environment's objects, and of the cluster's nodes. */
export function kubeStateMetrics(context: PartContext): PartProps {
  const { environment, settings } = context;
  const namespaces = [environment.namespace, settings.namespace];
  const verbs = ['list', 'watch'];
  const kinds = [...Object.values(watched).flat(), 'nodes'].sort();
  return {
    name: 'kube-state-metrics',
    runs: 'Deployment',
    component: 'metrics',
    user: 65_534,
    args: [
      '--port=8080',
      '--telemetry-port=8081',
      `--resources=${kinds.join(',')}`,
      `--namespaces=${namespaces.join(',')}`,
    ],
    ports: { http: 8080, telemetry: 8081 },
    metrics: 'http',
    health: { port: 'http', live: '/livez', ready: '/healthz' },
    resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { cpu: '200m', memory: '256Mi' } },
    scratch: [],
    rights: [
      ...namespaces.map((namespace) => ({
        namespace,
        rules: Object.entries(watched).map(([group, resources]) => ({ apiGroups: [group], resources, verbs })),
      })),
      { namespace: undefined, rules: [{ apiGroups: [''], resources: ['nodes'], verbs }] },
    ],
    calls: [apiServerCall(context, 'it watches objects')],
  };
}

/** Tells the state of a node. It reads the node's folders and shares none of its namespaces, so network statistics are left out. */
export function nodeExporter({ settings }: PartContext): PartProps {
  return {
    name: 'node-exporter',
    namespace: settings.nodesNamespace,
    runs: 'DaemonSet',
    component: 'metrics',
    user: 65_534,
    args: [
      '--path.procfs=/host/proc',
      '--path.sysfs=/host/sys',
      '--path.rootfs=/host/root',
      '--collector.disable-defaults',
      ...['cpu', 'filesystem', 'loadavg', 'meminfo', 'uname'].map((collector) => `--collector.${collector}`),
      '--collector.filesystem.mount-points-exclude=^/(dev|proc|run|sys|var/lib/(containerd|docker|kubelet|rancher))($|/)',
    ],
    ports: { http: 9100 },
    metrics: 'http',
    health: { port: 'http', live: '/', ready: '/' },
    resources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { cpu: '200m', memory: '64Mi' } },
    scratch: [],
    nodePaths: [
      { name: 'proc', path: '/proc', mountPath: '/host/proc' },
      { name: 'sys', path: '/sys', mountPath: '/host/sys' },
      { name: 'root', path: '/', mountPath: '/host/root' },
    ],
    calls: [],
  };
}
