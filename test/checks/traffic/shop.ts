import { parse, parseAllDocuments } from 'yaml';
import { type Connections, type SolveOptions, solve } from '../../../lib/checks/traffic/index.ts';
import type { KubeObject } from '../../../lib/render/tree.ts';

/** The objects of a YAML text. */
export function objects(text: string): KubeObject[] {
  return parseAllDocuments(text).flatMap((document) => (document.toJS() ? [document.toJS() as KubeObject] : []));
}

/** A NetworkPolicy of namespace shop, its spec given as YAML. */
export function policy(spec: string, name = 'policy', namespace = 'shop'): KubeObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: parse(spec),
  };
}

/** Four pods: web and db in namespace shop (team a), cart in namespace cart (team b), and a bare one in namespace bare. */
export const shop: readonly KubeObject[] = objects(`
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { team: a } }
---
apiVersion: v1
kind: Namespace
metadata: { name: cart, labels: { team: b, env: prod } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    metadata: { labels: { app: web, tier: front } }
    spec: { containers: [{ name: main, ports: [{ name: http, containerPort: 8080 }] }] }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec:
  template:
    metadata: { labels: { app: db } }
    spec:
      containers:
        - { name: main, ports: [{ name: sql, containerPort: 5432 }, { name: dns, containerPort: 53, protocol: UDP }] }
        - { name: metrics, ports: [{ name: metrics, containerPort: 9187 }, { name: dns, containerPort: 5353 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: cart }
spec:
  template:
    metadata: { labels: { app: cart, tier: front } }
    spec: { containers: [{ name: main }] }
---
apiVersion: v1
kind: Pod
metadata: { name: bare, namespace: bare }
spec: { containers: [{ name: main }] }
`);

/** The shop under policies whose specs are given as YAML. */
export function shopUnder(specs: string | readonly string[], options: SolveOptions = {}): Connections {
  const policies = (typeof specs === 'string' ? [specs] : specs).map((spec, i) => policy(spec, `policy-${i}`));
  return solve([...shop, ...policies], options);
}
