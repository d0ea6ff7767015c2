import { describe, expect, test } from '@jest/globals';
import { faultMessage } from '../../lib/model/index.ts';
import { dashboardsOf, uidFaults } from '../../lib/observability/dashboards/dashboards.ts';
import { watchedPlan } from './watched-tree.ts';

const dashboards = dashboardsOf(watchedPlan());
const titles = (uid: string): readonly string[] =>
  JSON.parse(dashboards.find((one) => one.uid === uid)?.json ?? '{}').panels.map(
    ({ title }: { title: string }) => title,
  );

test('there is one for each stack, one for the environment, one for the cluster and one for delivery', () => {
  expect(dashboards.map(({ uid }) => uid)).toEqual([
    'shop-cart',
    'shop-mailer',
    'shop-search',
    'environment',
    'cluster',
    'delivery',
  ]);
});

test("a stack's page has what its users feel, what its pods do and what they say", () => {
  expect(titles('shop-cart')).toEqual([
    'Requests',
    'Rate',
    'Errors',
    'Latency',
    'Promises',
    'Error budget left',
    'Burn rate',
    'Saturation',
    'CPU',
    'Memory',
    'Restarts',
    'Logs and traces',
    'Errors logged',
    'Slow traces',
    'Logs',
  ]);
});

test('a page knows the pods of its stack from those of a stack whose name begins alike', () => {
  const text = dashboards.find(({ uid }) => uid === 'shop-cart')?.json ?? '';
  const pattern = /pod=~\\"(\([^"]+)\\"/.exec(text)?.[1] ?? '';
  const fits = (pod: string) => new RegExp(`^${pattern}$`).test(pod);
  expect(fits('shop-cart-api-6d4b9c7f5d-x2k9p')).toBe(true);
  expect(fits('shop-cart-postgres-0')).toBe(true);
  expect(fits('shop-cart-api-gateway-main-6d4b9c7f5d-x2k9p')).toBe(false);
});

describe('two dashboards with one uid are a fault that names both', () => {
  test('of two stacks', () => {
    const faults = uidFaults('prod', [
      { uid: 'a-b-c', owner: 'a/b-c' },
      { uid: 'a-b-c', owner: 'a-b/c' },
    ]);
    expect(faults.map(faultMessage)).toEqual([
      '[prod a-b/c] dashboard.uid: found "a-b-c", which the dashboard of a/b-c has too, expected a uid of its own: Grafana shows one dashboard for each. Rename one of the two stacks.',
    ]);
  });

  test('and none of ours has', () => expect(uidFaults('prod', dashboards)).toEqual([]));
});
