import type { KubeObject, Tree } from '../../../lib/render/tree.ts';
import { objects } from '../traffic/shop.ts';

/** Objects as a tree, a file each. */
export function treeOf(list: readonly KubeObject[]): Tree {
  return new Map(list.map((object, place) => [`${place}.yaml`, object]));
}

/** A workload of namespace shop whose pods carry its name. */
export function deployment(name: string, component = ''): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  template:
    metadata: { labels: { app: ${name}, app.kubernetes.io/instance: own-shop, app.kubernetes.io/name: ${name}, app.kubernetes.io/component: '${component}' } }
    spec: { containers: [{ name: main }] }
`;
}

/** A policy of namespace shop for the pods of a workload, its halves given as YAML, its annotation too. */
export function policyFor(name: string, halves: string, traffic = ''): string {
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: shop
  annotations: { unifyops.dev/traffic: ${JSON.stringify(traffic)} }
spec:
  podSelector: { matchLabels: { app: ${name} } }
  policyTypes: [Ingress, Egress]
${halves}
`;
}

/** One rule of either half: whom it means by name, and the port. */
export function rule(side: 'from' | 'to', name: string, port: number): string {
  const labels = `{ app.kubernetes.io/instance: own-shop, app.kubernetes.io/name: ${name} }`;
  return `{ ${side}: [{ podSelector: { matchLabels: ${labels} } }], ports: [{ protocol: TCP, port: ${port} }] }`;
}

/** The tree of YAML documents. */
export function shopTree(...documents: readonly string[]): Tree {
  return treeOf(objects(documents.join('\n---\n')));
}
