import { Construct } from 'constructs';
import { k8s } from '../../constructs/k8s.ts';
import { metadata } from '../../constructs/metadata.ts';
import type { Part, Rights } from '../../model/observability/part.ts';
import { wave } from '../../model/plan/waves.ts';
import type { Places } from './places.ts';

/** What a part may ask the Kubernetes API: a Role in each namespace, and a ClusterRole for what has none. */
export class PartRights extends Construct {
  constructor(scope: Construct, id: string, part: Part, places: Places) {
    super(scope, id);
    for (const rights of part.rights) this.bind(part, rights, places);
  }

  private bind({ name, namespace: home, labels }: Part, { namespace, rules }: Rights, places: Places): void {
    // cluster-wide names are shared with every other environment of the cluster
    const full = namespace === undefined ? `${home}-${name}` : `${name}-in-${namespace}`;
    const meta = metadata(full, labels, wave.support);
    const role = rules.map(({ apiGroups, resources, verbs }) => ({
      apiGroups: [...apiGroups],
      resources: [...resources],
      verbs: [...verbs],
    }));
    const apiGroup = 'rbac.authorization.k8s.io';
    const subjects = [{ kind: 'ServiceAccount', name, namespace: home }];
    const place = places.in(namespace);
    if (namespace === undefined) {
      new k8s.KubeClusterRole(place, `${name}-role`, { metadata: meta, rules: role });
      new k8s.KubeClusterRoleBinding(place, `${name}-binding`, {
        metadata: meta,
        roleRef: { apiGroup, kind: 'ClusterRole', name: full },
        subjects,
      });
      return;
    }
    new k8s.KubeRole(place, `${name}-role`, { metadata: meta, rules: role });
    new k8s.KubeRoleBinding(place, `${name}-binding`, {
      metadata: meta,
      roleRef: { apiGroup, kind: 'Role', name: full },
      subjects,
    });
  }
}
