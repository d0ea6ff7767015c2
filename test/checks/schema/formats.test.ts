import { describe, expect, test } from '@jest/globals';
import { formats } from '../../../lib/checks/schema/formats.ts';

/** Format → what it accepts → what it refuses. */
const examples: Readonly<Record<string, readonly [readonly (string | number)[], readonly (string | number)[]]>> = {
  'amount-or-percent': [
    [0, 2, '0%', '25%'],
    [-1, '25', '%', '2.5%'],
  ],
  'annotation-key': [
    ['a', 'Example.com/a', 'argocd.argoproj.io/sync-wave'],
    ['', 'a/b/c', '/a', 'a b'],
  ],
  byte: [
    ['', 'YQ==', 'YWI=', 'YWJj'],
    ['YQ', 'Y Q==', 'ä', '='],
  ],
  cidr: [
    ['0.0.0.0/0', '10.0.0.0/16', '::/0', 'fd00::/64'],
    ['10.0.0.0', '10.0.0.0/33', '10.0.0/8', '::/129', '::/', '::/064', 'a/8'],
  ],
  'config-key': [
    ['app.yaml', '.env', 'KEY_1'],
    ['', '.', '..', '..a', 'a/b', 'a'.repeat(254)],
  ],
  cron: [
    ['0 3 * * *', '*/5 0-6 1,15 * MON-FRI', '@daily', '@every 1h'],
    ['', '* * * *', '* * * * * *', '@never'],
  ],
  'date-time': [
    ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.5+01:00'],
    ['2026-01-31', 'now'],
  ],
  'dns-label': [
    ['a', '1-a', 'a'.repeat(63)],
    ['', '-a', 'a-', 'A', 'a.b', 'a'.repeat(64)],
  ],
  'env-name': [
    ['PATH', 'my.name', '1 a'],
    ['', 'a=b', 'ä'],
  ],
  int32: [
    [0, 2 ** 31 - 1, -(2 ** 31)],
    [2 ** 31, -(2 ** 31) - 1],
  ],
  int64: [[0, 2 ** 53], [2 ** 64]],
  ipv4: [['10.0.0.1'], ['::1', '10.0.0']],
  ipv6: [['::1'], ['10.0.0.1', 'x']],
  'label-value': [
    ['', 'a', 'A_1.b-c'],
    ['-a', 'a-', 'a b', 'a/b', 'a'.repeat(64)],
  ],
  'port-name': [
    ['http', '8http', 'a-b'],
    ['', '8002', 'HTTP', 'a--b', '-a', 'a'.repeat(16)],
  ],
  'port-or-name': [
    [1, 65535, 'http'],
    [0, 65536, '8002', ''],
  ],
  'qualified-name': [
    ['a', 'A', 'a.b/C_d'],
    ['', 'A.b/c', 'a/', '/a', 'a/b/c', 'a'.repeat(64), `${'a'.repeat(254)}/b`],
  ],
  quantity: [
    ['0', '100m', '0.5', '.5', '1.', '1e3', '1E-3', '128Mi', '+1', '-1k'],
    ['', '1 Gi', '256MB', '1mi', 'e3', '1e', 'Gi'],
  ],
  'resource-name': [
    ['cpu', 'memory', 'hugepages-2Mi', 'nvidia.com/gpu'],
    ['cpus', 'Memory', 'hugepages-', 'a/'],
  ],
};

test('every format has its examples', () => {
  expect(Object.keys(examples)).toEqual(Object.keys(formats));
});

describe.each(Object.entries(examples))('%s', (name, [good, bad]) => {
  test.each(good)('takes %j', (value) => {
    expect(formats[name]!.accepts(value)).toBe(true);
  });

  test.each(bad)('refuses %j', (value) => {
    expect(formats[name]!.accepts(value)).toBe(false);
  });
});
