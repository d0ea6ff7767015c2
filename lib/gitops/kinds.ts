/** A kind as an AppProject lists it. */
export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

/** Kinds without a namespace that an environment's applications may touch. */
export const clusterKinds: readonly GroupKind[] = [{ group: '', kind: 'Namespace' }];

/** Kinds inside the environment's namespace: all that constructs make, and nothing else. */
export const namespacedKinds: readonly GroupKind[] = [
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
