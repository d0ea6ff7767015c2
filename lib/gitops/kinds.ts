import type { ObservabilitySettings } from '../model/observability/settings.ts';

/** A kind as an AppProject lists it. */
export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

const rbac = 'rbac.authorization.k8s.io';
const monitoring = 'monitoring.coreos.com';

/** Kinds without a namespace that an environment's applications may touch. */
export function clusterKindsOf(settings: ObservabilitySettings | undefined): readonly GroupKind[] {
  const kinds: readonly GroupKind[] = [{ group: '', kind: 'Namespace' }];
  if (settings?.flavour !== 'standalone') return kinds;
  return [...kinds, { group: rbac, kind: 'ClusterRole' }, { group: rbac, kind: 'ClusterRoleBinding' }];
}

/** Kinds inside the environment's namespaces: all that constructs make, and nothing else. */
export function namespacedKindsOf(settings: ObservabilitySettings | undefined): readonly GroupKind[] {
  if (!settings) return stackKinds;
  const more = ['PodMonitor', 'PrometheusRule', 'ServiceMonitor'].map((kind) => ({ group: monitoring, kind }));
  return [...stackKinds, ...(settings.flavour === 'standalone' ? [{ group: 'apps', kind: 'DaemonSet' }] : more)];
}

const stackKinds: readonly GroupKind[] = [
  ...['ConfigMap', 'LimitRange', 'ResourceQuota', 'Service', 'ServiceAccount'].map((kind) => ({ group: '', kind })),
  { group: 'apps', kind: 'Deployment' },
  { group: 'apps', kind: 'StatefulSet' },
  { group: 'autoscaling', kind: 'HorizontalPodAutoscaler' },
  { group: 'batch', kind: 'CronJob' },
  { group: 'batch', kind: 'Job' },
  { group: 'external-secrets.io', kind: 'ExternalSecret' },
  { group: 'gateway.networking.k8s.io', kind: 'Gateway' },
  { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' },
  { group: 'networking.k8s.io', kind: 'Ingress' },
  { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  { group: 'policy', kind: 'PodDisruptionBudget' },
  { group: 'rbac.authorization.k8s.io', kind: 'Role' },
  { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding' },
];
