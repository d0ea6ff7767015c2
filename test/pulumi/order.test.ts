import { describe, expect, test } from '@jest/globals';
import { dependencies } from '../../lib/pulumi/order.ts';
import type { KubeObject, Tree } from '../../lib/render/tree.ts';

function object(kind: string, name: string, wave: number, more: Record<string, unknown> = {}): KubeObject {
  const annotations = { 'argocd.argoproj.io/sync-wave': String(wave) };
  const namespace = kind === 'Namespace' ? {} : { namespace: 'uo-dev' };
  return { apiVersion: 'v1', kind, metadata: { name, ...namespace, annotations }, ...more };
}

const pods = (name: string) => ({
  spec: {
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [] } },
  },
});

function tree(objects: Readonly<Record<string, readonly KubeObject[]>>): Tree {
  return new Map(
    Object.entries(objects).flatMap(([folder, list]) =>
      list.map((one) => [`dev/${folder}/${one.kind}.${one.metadata.name}.yaml`, one] as const),
    ),
  );
}

const platform = [
  object('Namespace', 'uo-dev', -10),
  object('ResourceQuota', 'environment', -9, { spec: {} }),
  object('NetworkPolicy', 'default-deny', -8, { spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } }),
];

const stack = (name: string) => [
  object('ConfigMap', `${name}-config`, -1),
  object('StatefulSet', `${name}-db`, 0, pods(`${name}-db`)),
  object('Job', `${name}-migrate`, 1, pods(`${name}-migrate`)),
  object('Deployment', `${name}-api`, 2, pods(`${name}-api`)),
  object('HorizontalPodAutoscaler', `${name}-api`, 2, {
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: `${name}-api` }, maxReplicas: 5 },
  }),
];

/** Everything that `path` waits for, through however many others. */
function upstream(
  edges: ReadonlyMap<string, readonly string[]>,
  path: string,
  found = new Set<string>(),
): ReadonlySet<string> {
  for (const next of edges.get(path) ?? []) {
    if (found.has(next)) continue;
    found.add(next);
    upstream(edges, next, found);
  }
  return found;
}

describe('an object waits', () => {
  const edges = dependencies(tree({ platform, 'shop-cart': stack('cart'), 'shop-order': stack('order') }));
  const of = (path: string) => edges.get(`dev/${path}.yaml`)?.map((other) => other.slice(4, -5));

  test('for the wave before its own in its application', () => {
    expect(of('shop-cart/Job.cart-migrate')).toContain('shop-cart/StatefulSet.cart-db');
    expect(of('shop-cart/Deployment.cart-api')).toContain('shop-cart/Job.cart-migrate');
  });

  test('for what it names', () => {
    expect(of('shop-cart/HorizontalPodAutoscaler.cart-api')).toContain('shop-cart/Deployment.cart-api');
  });

  test('for its namespace', () => {
    expect(of('shop-cart/ConfigMap.cart-config')).toEqual(['platform/Namespace.uo-dev']);
  });

  test('if it runs pods, for what bounds and closes them', () => {
    expect(of('shop-cart/StatefulSet.cart-db')).toEqual([
      'platform/Namespace.uo-dev',
      'platform/NetworkPolicy.default-deny',
      'platform/ResourceQuota.environment',
      'shop-cart/ConfigMap.cart-config',
    ]);
  });

  test('for nothing of another stack: a migration that fails stops its own alone', () => {
    for (const path of edges.keys()) {
      const others = [...upstream(edges, path)].filter((other) => !other.startsWith('dev/platform/'));
      const own = path.split('/')[1]!;
      expect(others.filter((other) => other.split('/')[1] !== own)).toEqual([]);
    }
  });

  test('never for itself', () => {
    for (const path of edges.keys()) expect(upstream(edges, path)).not.toContain(path);
  });
});

test('what is named in a later wave is not waited for: both would wait for ever', () => {
  const binding = object('RoleBinding', 'early', -1, { roleRef: { kind: 'Role', name: 'late' }, subjects: [] });
  const edges = dependencies(tree({ platform, 'shop-cart': [binding, object('Role', 'late', 2)] }));
  expect(edges.get('dev/shop-cart/RoleBinding.early.yaml')).toEqual(['dev/platform/Namespace.uo-dev.yaml']);
});

test('a namespace is waited for wherever it stands: nothing can be in it before', () => {
  const secret = { ...object('Secret', 'slack', -9), metadata: { name: 'slack', namespace: 'observability' } };
  const own = object('Namespace', 'observability', -10);
  const edges = dependencies(tree({ platform: [...platform, secret], observability: [own] }));
  expect(edges.get('dev/platform/Secret.slack.yaml')).toContain('dev/observability/Namespace.observability.yaml');
});
