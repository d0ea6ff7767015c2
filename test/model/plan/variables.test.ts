import { expect, test } from '@jest/globals';
import { eks, type Stack } from '../../../lib/model/index.ts';
import { cart, withWorkload } from '../../fixtures/base.ts';
import { environmentWith, planOf, workloadIn } from './plan-of.ts';

const variables = (stack: Stack, cluster = environmentWith({}).cluster) => {
  const plan = planOf({ stacks: [cart, stack], environment: environmentWith({ cluster }) });
  const { env } = workloadIn(plan, 'shop/search/search');
  return Object.fromEntries(env.map((one) => [one.name, 'value' in one ? one.value : `${one.secret}.${one.key}`]));
};

test('a workload is told where its edges lead', () => {
  const stack = withWorkload(
    {},
    {
      workloads: { search: {}, index: { ports: { http: 9200, admin: 9300 } } },
      edges: [
        { from: 'search', to: 'index', why: 'it asks' },
        { from: 'search', to: 'index', port: 'admin', why: 'it rebuilds' },
        { from: 'search', to: 'shop/cart/api', why: 'it asks' },
      ],
    },
  );
  expect(variables(stack)).toEqual({
    INDEX_ADMIN_ADDRESS: 'shop-search-index:9300',
    INDEX_URL: 'http://shop-search-index:9200',
    SHOP_CART_API_URL: 'http://shop-cart-api:8002',
  });
});

test('a database is found by the variables of libpq, its password by reference', () => {
  const stack = withWorkload(
    {},
    { databases: { postgres: {} }, edges: [{ from: 'search', to: 'postgres', why: 'it keeps' }] },
  );
  expect(variables(stack)).toEqual({
    PGDATABASE: 'search',
    PGHOST: 'shop-search-postgres',
    PGPASSWORD: 'shop-search-postgres.password',
    PGPORT: '5432',
    PGSSLMODE: 'prefer',
    PGUSER: 'shop-search-postgres.username',
  });
});

test('a managed database is reached by TLS alone', () => {
  const stack = withWorkload(
    {},
    { databases: { postgres: { managed: true } }, edges: [{ from: 'search', to: 'postgres', why: 'it keeps' }] },
  );
  expect(variables(stack, eks())).toMatchObject({ PGHOST: 'shop-search-postgres', PGSSLMODE: 'require' });
});

test('two databases are told apart by their names', () => {
  const edges = ['main', 'audit-log'].map((to) => ({ from: 'search', to, why: 'it keeps' }));
  const names = Object.keys(variables(withWorkload({}, { databases: { main: {}, 'audit-log': {} }, edges })));
  expect(names).toContain('MAIN_PGHOST');
  expect(names).toContain('AUDIT_LOG_PGHOST');
  expect(names).not.toContain('PGHOST');
});

test("its own values win over the model's, and all are sorted by name", () => {
  const props = {
    env: { Z: '1', SHOP_CART_API_URL: 'http://elsewhere' },
    secrets: { TOKEN: { secret: 'token', key: 'value' } },
  };
  const stack = withWorkload(props, { edges: [{ from: 'search', to: 'shop/cart/api', why: 'it asks' }] });
  expect(Object.entries(variables(stack))).toEqual([
    ['SHOP_CART_API_URL', 'http://elsewhere'],
    ['TOKEN', 'shop-search-token.value'],
    ['Z', '1'],
  ]);
});

test('every secret that pods read is known with its keys', () => {
  const stack = withWorkload(
    { secrets: { A: { secret: 'token', key: 'b' }, B: { secret: 'token', key: 'a' } } },
    { databases: { postgres: { migration: { workload: 'search', command: ['migrate'] } } } },
  );
  const [application] = planOf({ stacks: [stack] }).applications;
  expect(application?.secrets).toEqual([
    { name: 'shop-search-postgres', keys: ['password', 'username'] },
    { name: 'shop-search-token', keys: ['a', 'b'] },
  ]);
});
