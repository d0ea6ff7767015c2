import type { KubeObject, Tree } from '../../../lib/render/tree.ts';

/**
 * So many objects that nobody waits for, of the kinds that a stack has most of, in ten folders: what is measured is the way into the
 * cluster, and not how long pods take.
 */
export function benchTree(count: number, namespace: string): Tree {
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const object = objectAt(index, namespace);
      return [`bench/folder-${index % 10}/${object.kind}.${object.metadata.name}.yaml`, object];
    }),
  );
}

const kinds: readonly ((name: string) => { readonly apiVersion: string; readonly kind: string })[] = [
  (name) => ({ apiVersion: 'v1', kind: 'ConfigMap', data: { name, level: 'info' } }),
  () => ({ apiVersion: 'v1', kind: 'ServiceAccount', automountServiceAccountToken: false }),
  (name) => ({
    apiVersion: 'v1',
    kind: 'Service',
    spec: { selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 8080, protocol: 'TCP' }] },
  }),
  (name) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    spec: { podSelector: { matchLabels: { app: name } }, policyTypes: ['Ingress'], ingress: [] },
  }),
  (name) => ({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    spec: { maxUnavailable: 1, selector: { matchLabels: { app: name } } },
  }),
];

function objectAt(index: number, namespace: string): KubeObject {
  const name = `object-${index}`;
  const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/managed-by': 'unifyops' };
  return { ...kinds[index % kinds.length]!(name), metadata: { name, namespace, labels } };
}
