import { Construct } from 'constructs';
import type { PermissionRule, Pods } from '../../model/plan/plan.ts';
import { wave } from '../../model/plan/waves.ts';
import { k8s } from '../k8s.ts';
import { metadata } from '../metadata.ts';

/** The identity of pods: a ServiceAccount without a token, and a Role where they may ask the Kubernetes API something. */
export class Account extends Construct {
  readonly serviceAccount: k8s.KubeServiceAccount;

  constructor(
    scope: Construct,
    id: string,
    { name, labels }: Pods,
    permissions: readonly PermissionRule[] = [],
    annotations: Readonly<Record<string, string>> = {},
  ) {
    super(scope, id);
    const meta = metadata(name, labels, wave.support, annotations);
    this.serviceAccount = new k8s.KubeServiceAccount(this, 'service-account', {
      metadata: meta,
      automountServiceAccountToken: false,
    });
    if (permissions.length === 0) return;
    new k8s.KubeRole(this, 'role', {
      metadata: meta,
      rules: permissions.map(({ apiGroups, resources, verbs }) => ({
        apiGroups: [...apiGroups],
        resources: [...resources],
        verbs: [...verbs],
      })),
    });
    new k8s.KubeRoleBinding(this, 'role-binding', {
      metadata: meta,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name }],
    });
  }
}
