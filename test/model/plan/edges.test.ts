import { describe, expect, test } from '@jest/globals';
import { eks, existing, type Stack } from '../../../lib/model/index.ts';
import { cart, environment, withWorkload } from '../../fixtures/base.ts';
import { edgeTexts, environmentWith, planOf, workloadIn } from './plan-of.ts';

const edgesOf = (stacks: readonly Stack[], cluster = environment.cluster) =>
  edgeTexts(planOf({ stacks, environment: environmentWith({ cluster }) }).edges).filter(
    (text) => !text.includes('dns'),
  );

test('a three-tier stack is a chain, entered from outside and watched', () => {
  expect(edgesOf([cart])).toEqual([
    'ingress controller → shop/cart/app TCP 3000',
    'metrics scraper → shop/cart/api TCP 8002',
    'metrics scraper → shop/cart/service TCP 8001',
    'shop/cart/api → shop/cart/service TCP 8001',
    'shop/cart/app → shop/cart/api TCP 8002',
    'shop/cart/postgres-backup → shop/cart/postgres TCP 5432',
    'shop/cart/postgres-migrate → shop/cart/postgres TCP 5432',
    'shop/cart/service → shop/cart/postgres TCP 5432',
  ]);
});

test('every part that calls somebody looks up names, and the database calls nobody', () => {
  const asking = planOf({ stacks: [cart] })
    .edges.filter(({ origin }) => origin === 'dns')
    .map(({ from }) => from.id);
  expect(asking.sort()).toEqual([
    'shop/cart/api',
    'shop/cart/app',
    'shop/cart/postgres-backup',
    'shop/cart/postgres-migrate',
    'shop/cart/service',
  ]);
});

describe('a declared edge', () => {
  const edge = (to: string, port?: string): Stack =>
    withWorkload({ routes: [] }, { edges: [{ from: 'search', to, why: 'it asks', ...(port ? { port } : {}) }] });
  const api = 'shop/search/search → shop/cart/api TCP 8002';

  test('leads to another stack', () => expect(edgesOf([cart, edge('shop/cart/api')])).toContain(api));
  test('leads to a port by name', () => expect(edgesOf([cart, edge('shop/cart/api', 'http')])).toContain(api));
  test('is in the policies of both ends', () => {
    const plan = planOf({ stacks: [cart, edge('shop/cart/api')] });
    const ports = [expect.objectContaining({ port: 8002 })];
    const half = expect.objectContaining({ ports, why: 'it asks' });
    expect(workloadIn(plan, 'shop/search/search').egress).toContainEqual(half);
    expect(workloadIn(plan, 'shop/cart/api').ingress).toContainEqual(half);
  });
  test("may name its own stack's parts in full", () => {
    const stack: Stack = {
      ...withWorkload({}),
      workloads: { search: {}, index: { ports: { http: 9200 } } },
      databases: { postgres: { backup: false } },
      edges: ['shop/search/index', 'shop/search/postgres'].map((to) => ({ from: 'search', to, why: 'it asks' })),
    };
    expect(edgesOf([stack])).toEqual([
      'shop/search/search → shop/search/index TCP 9200',
      'shop/search/search → shop/search/postgres TCP 5432',
    ]);
  });
});

test('a workload that may ask the Kubernetes API reaches it and gets its permissions', () => {
  const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }];
  const plan = planOf({ stacks: [withWorkload({ kubernetesApi: { rules, why: 'it looks' } })] });
  expect(edgeTexts(plan.edges)).toContain('shop/search/search → kubernetes-api TCP 6443');
  expect(workloadIn(plan, 'shop/search/search').permissions).toEqual(rules);
});

test('on AWS the load balancer comes in by its addresses, elsewhere the controller by its pods', () => {
  const [entry] = planOf({ stacks: [cart], environment: environmentWith({ cluster: eks() }) }).edges.filter(
    ({ origin }) => origin === 'route',
  );
  expect(entry?.from).toMatchObject({ kind: 'addresses', cidrs: ['10.0.0.0/20', '10.0.16.0/20', '10.0.32.0/20'] });
  expect(edgesOf([cart], existing())).toContain('ingress controller → shop/cart/app TCP 3000');
});

describe('a managed database', () => {
  const stack: Stack = { ...cart, databases: { postgres: { ...cart.databases?.postgres, managed: true } } };

  test('is reached by address where the cluster offers one, and nobody backs it up', () => {
    const plan = planOf({ stacks: [stack], environment: environmentWith({ cluster: eks() }) });
    const edges = plan.edges.filter(({ to }) => to.id === 'shop/cart/postgres');
    expect(edges.map(({ from }) => from.id)).toEqual(['shop/cart/service', 'shop/cart/postgres-migrate']);
    expect(edges.every(({ to }) => to.kind === 'addresses')).toBe(true);
  });

  test('runs in the cluster where it offers none', () => {
    expect(edgesOf([stack], existing())).toEqual(edgesOf([cart], existing()));
  });
});
