import type { KubeObject } from '../../../../../lib/render/tree.ts';
import { isWithin, type Path, parsePath } from './difference.ts';

/*
 * Fields that an API server never changes, by kind: an object that differs there is replaced. The real provider keeps such a table
 * as well, and asks no server.
 */
const immutable: Readonly<Record<string, readonly string[]>> = {
  'apps/v1 DaemonSet': ['spec.selector'],
  'apps/v1 Deployment': ['spec.selector'],
  'apps/v1 StatefulSet': [
    'spec.podManagementPolicy',
    'spec.revisionHistoryLimit',
    'spec.selector',
    'spec.serviceName',
    'spec.volumeClaimTemplates',
  ],
  'batch/v1 Job': ['spec.completions', 'spec.parallelism', 'spec.selector', 'spec.template'],
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': ['roleRef'],
  'rbac.authorization.k8s.io/v1 RoleBinding': ['roleRef'],
  'storage.k8s.io/v1 StorageClass': ['parameters', 'provisioner'],
  'v1 PersistentVolumeClaim': ['spec.accessModes', 'spec.selector', 'spec.storageClassName', 'spec.volumeName'],
  'v1 ResourceQuota': ['spec.scopes'],
  'v1 Service': ['spec.clusterIP'],
};

const identity = ['metadata.name', 'metadata.namespace'];

/** Settings of a provider that decide about replacements. */
export interface MutableProps {
  /** Whether a ConfigMap's data may change in place. */
  readonly configMaps: boolean;
  /** Whether a Secret's data may change in place. */
  readonly secrets: boolean;
}

/** Whether a change at a path makes an object a new one. */
export function replaces(object: KubeObject, path: Path, mutable: MutableProps): boolean {
  return fixedFields(object, mutable).some((field) => isWithin(path, parsePath(field)));
}

function fixedFields(object: KubeObject, mutable: MutableProps): readonly string[] {
  const { apiVersion, kind } = object;
  const isFrozen = (object as { readonly immutable?: boolean }).immutable === true;
  if (apiVersion === 'v1' && kind === 'Secret') {
    return [...identity, 'type', ...(mutable.secrets && !isFrozen ? [] : ['data', 'stringData'])];
  }
  if (apiVersion === 'v1' && kind === 'ConfigMap') {
    return [...identity, ...(mutable.configMaps && !isFrozen ? [] : ['data', 'binaryData'])];
  }
  return [...identity, ...(immutable[`${apiVersion} ${kind}`] ?? [])];
}
