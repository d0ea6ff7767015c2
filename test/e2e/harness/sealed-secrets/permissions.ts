import type { KubeObject } from '../../../../lib/render/tree.ts';

/** Where the controller keeps its keys. */
export const place = { name: 'sealed-secrets-controller', namespace: 'kube-system' } as const;

const group = 'rbac.authorization.k8s.io';

/** The controller's account and what it may do: the rules of its chart. */
export function permissions(): readonly KubeObject[] {
  const { name } = place;
  const rule = (apiGroup: string, resource: string, ...verbs: readonly string[]) => ({
    apiGroups: [apiGroup],
    resources: [resource],
    verbs,
  });
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: place },
    {
      apiVersion: `${group}/v1`,
      kind: 'ClusterRole',
      metadata: { name },
      rules: [
        rule('bitnami.com', 'sealedsecrets', 'get', 'list', 'watch'),
        rule('bitnami.com', 'sealedsecrets/status', 'update'),
        rule('', 'secrets', 'get', 'list', 'create', 'update', 'delete', 'watch'),
        rule('', 'events', 'create', 'patch'),
      ],
    },
    {
      apiVersion: `${group}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup: group, kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', ...place }],
    },
  ];
}
