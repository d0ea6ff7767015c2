import { expect, test } from '@jest/globals';
import { threeTier } from '../../../lib/model/index.ts';

const stack = threeTier({ domain: 'identity', name: 'auth' });

test('a domain and a name make app, api, service and database, and what connects them', () => {
  expect(Object.entries(stack.workloads).map(([name, { ports }]) => [name, ports])).toEqual([
    ['app', { http: 3000 }],
    ['api', { http: 8002 }],
    ['service', { http: 8001 }],
  ]);
  expect(stack.edges?.map(({ from, to }) => `${from} → ${to}`)).toEqual([
    'app → api',
    'api → service',
    'service → postgres',
  ]);
  expect(stack.databases?.postgres?.migration).toEqual({
    workload: 'service',
    command: ['alembic', 'upgrade', 'head'],
  });
});

test('the app is reached at the name of the stack, or at the host that is given', () => {
  expect(stack.workloads.app?.routes).toEqual([{ host: 'auth', path: '/' }]);
  const elsewhere = threeTier({ domain: 'identity', name: 'auth', host: 'login' });
  expect(elsewhere.workloads.app?.routes).toEqual([{ host: 'login', path: '/' }]);
});

test('a value that is given replaces the one of the preset and leaves the others', () => {
  const changed = threeTier({
    domain: 'identity',
    name: 'auth',
    service: { replicas: 3, ports: { http: 80 } },
    database: { sizeGi: 50 },
  });
  expect(changed.workloads.service).toMatchObject({ replicas: 3, ports: { http: 80 }, metrics: { port: 'http' } });
  expect(changed.databases?.postgres).toMatchObject({ sizeGi: 50, migration: { workload: 'service' } });
  expect(changed.workloads.api).toEqual(stack.workloads.api);
});
