import { describe, expect, test } from '@jest/globals';
import { local } from '../../environments/local.ts';
import type { Plan } from '../../lib/model/index.ts';
import { nextSteps } from '../../lib/pulumi/next-steps.ts';

const object = (kind: string, spec: Record<string, unknown>) => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'a' },
  spec,
});

const tree = new Map([
  [
    '1',
    object('Ingress', { rules: [{ host: 'shop.example.org', http: { paths: [{ path: '/cart' }, { path: '/' }] } }] }),
  ],
  ['2', object('HTTPRoute', { hostnames: ['grafana.example.org'], rules: [{ matches: [{ path: { value: '/' } }] }] })],
]);

function steps(values: Readonly<Record<string, string>>, missing: readonly string[] = []) {
  const secrets = missing.map((name) => ({ name, kind: 'opaque', keys: ['password'], reader: 'shop/cart' }) as const);
  const prepared = { environment: local, plan: {} as Plan, tree, needs: secrets, secrets: {}, missing: secrets };
  return nextSteps(prepared, { environment: 'local', values });
}

describe('after a run a person learns', () => {
  test('where things are, dashboards by name', () => {
    expect(steps({ 'unifyops:delivery': 'pulumi' }).slice(0, 3)).toEqual([
      ['dashboards', 'https://grafana.example.org/'],
      ['URL', 'https://shop.example.org/'],
      ['URL', 'https://shop.example.org/cart'],
    ]);
  });

  test('how to get at the cluster', () => {
    expect(steps({ 'unifyops:kubeconfigPath': '~/.kube/config' })).toContainEqual([
      'kubeconfig',
      'export KUBECONFIG=~/.kube/config',
    ]);
    expect(steps({})).toContainEqual([
      'kubeconfig',
      'npx pulumi stack output kubeconfig --show-secrets --stack local > local.kubeconfig',
    ]);
  });

  test('how to get at Argo CD, if it delivers', () => {
    expect(steps({}).map(([what]) => what)).toContain('Argo CD');
    expect(steps({ 'unifyops:delivery': 'pulumi' }).map(([what]) => what)).not.toContain('Argo CD');
  });

  test('which Secrets are still to be made, and how', () => {
    expect(steps({}, ['cart-db']).at(-1)).toEqual([
      'missing Secret',
      'kubectl --namespace uo-local create secret generic cart-db --from-env-file=/dev/stdin',
    ]);
  });
});
