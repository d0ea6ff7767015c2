import { describe, expect, test } from '@jest/globals';
import { differences } from '../../../lib/checks/traffic/diff-addresses.ts';
import { type Difference, diff, formatDiff, isEmptyDiff, PortSet, solve } from '../../../lib/checks/traffic/index.ts';
import { objects, policy, shop, shopUnder } from './shop.ts';

const deny = '{ podSelector: {}, policyTypes: [Ingress, Egress] }';
const intoDb = (...rules: string[]) => `{ podSelector: { matchLabels: { app: db } }, ingress: [${rules.join()}] }`;
const outOfWeb = (...rules: string[]) =>
  `{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [${rules.join()}] }`;
const rule = (side: string, peer: string, port: number) => `{ ${side}: [${peer}], ports: [{ port: ${port} }] }`;
const [web, db] = ['web', 'db'].map((app) => `{ podSelector: { matchLabels: { app: ${app} } } }`) as [string, string];

const rows = (changes: Difference['added'] | Difference['widened']): string[] =>
  changes.map(
    ({ from, to, old, new: next, ...more }) =>
      `${'half' in more ? `${more.half}: ` : ''}${from.id} => ${to.id} : ${old} -> ${next}`,
  );

const between = (before: string[], after: string[]) => diff(shopUnder(before), shopUnder(after));
const linked = [deny, intoDb(rule('from', web, 1)), outOfWeb(rule('to', db, 1))];

describe('a change', () => {
  test('of nothing is empty', () => {
    const same = between(linked, [...linked].reverse());
    expect(isEmptyDiff(same)).toBe(true);
    expect(formatDiff(same, 'text')).toBe('The traffic is the same.\n');
  });

  test('that opens a connection on both sides adds it', () => {
    const opened = between([deny], linked);
    expect(rows(opened.added)).toEqual(['shop/web[Deployment] => shop/db[StatefulSet] : No Connections -> TCP 1']);
    expect([opened.removed, opened.changed, opened.widened]).toEqual([[], [], []]);
  });

  test('that closes it removes it', () => {
    expect(rows(between(linked, [deny]).removed)).toEqual([
      'shop/web[Deployment] => shop/db[StatefulSet] : TCP 1 -> No Connections',
    ]);
  });

  test('of its ports changes it', () => {
    const wider = [
      deny,
      intoDb(rule('from', web, 1), rule('from', web, 2)),
      outOfWeb(rule('to', db, 1), rule('to', db, 2)),
    ];
    expect(rows(between(linked, wider).changed)).toEqual([
      'shop/web[Deployment] => shop/db[StatefulSet] : TCP 1 -> TCP 1-2',
    ]);
  });

  test('that widens one side only shows as such, and as nothing else', () => {
    const wider = between(linked, [deny, intoDb(rule('from', web, 1), rule('from', web, 2)), linked[2]!]);
    expect(rows(wider.widened)).toEqual(['ingress: shop/web[Deployment] => shop/db[StatefulSet] : TCP 1 -> TCP 1-2']);
    expect([wider.added, wider.removed, wider.changed]).toEqual([[], [], []]);
    expect(
      rows(
        between(
          [...linked.slice(0, 2), outOfWeb(rule('to', db, 1))],
          [...linked.slice(0, 2), outOfWeb(rule('to', '{ podSelector: {} }', 1), rule('to', db, 7))],
        ).widened,
      ),
    ).toEqual(['egress: shop/web[Deployment] => shop/db[StatefulSet] : TCP 1 -> TCP 1,7']);
  });

  test('that frees one side of all policies shows as one line', () => {
    const freed = diff(
      solve([...shop, policy(intoDb(), 'a'), policy('{ podSelector: {}, policyTypes: [Egress] }', 'b')]),
      solve([...shop, policy('{ podSelector: {}, policyTypes: [Egress] }', 'b')]),
    );
    expect(rows(freed.widened)).toEqual([
      'ingress: [everyone] => shop/db[StatefulSet] : No Connections -> All Connections',
    ]);
  });

  test('that lets in pods outside of the tree adds them', () => {
    const peer = '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } } }';
    expect(rows(between([deny], [deny, intoDb(rule('from', peer, 9187))]).added)).toEqual([
      'monitoring/[any pod] => shop/db[StatefulSet] : No Connections -> TCP 9187',
    ]);
  });

  test('of addresses shows the fewest ranges for each workload', () => {
    const block = (cidr: string) => rule('from', `{ ipBlock: { cidr: ${cidr} } }`, 1);
    const moved = between(
      [deny, intoDb(block('10.0.0.0/8'))],
      [deny, intoDb(block('10.0.0.0/9'), block('11.0.0.0/8'), block('12.0.0.0/8'))],
    );
    expect(rows(moved.removed)).toEqual([
      '10.128.0.0-10.255.255.255[External] => shop/db[StatefulSet] : TCP 1 -> No Connections',
    ]);
    expect(rows(moved.added)).toEqual([
      '11.0.0.0-12.255.255.255[External] => shop/db[StatefulSet] : No Connections -> TCP 1',
    ]);
    expect(rows(between([deny], [deny, intoDb(block('2001:db8::/32'))]).added)).toEqual([
      '2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff[External] => shop/db[StatefulSet] : No Connections -> TCP 1',
    ]);
  });

  test('that brings a workload adds all it may do, and widens nothing', () => {
    const cache = objects(
      '{ apiVersion: v1, kind: Pod, metadata: { name: cache, namespace: shop, labels: { app: cache } }, spec: { containers: [] } }',
    );
    const policies = [deny, intoDb('{ from: [{ podSelector: {} }] }')].map((spec, i) => policy(spec, `p${i}`));
    const brought = diff(solve([...shop, ...policies]), solve([...shop, ...cache, ...policies]));
    expect(brought.widened).toEqual([]);
    expect(rows(brought.added)).toEqual([]);
    const free = diff(solve(shop), solve([...shop, ...cache]));
    expect(rows(free.added)).toContain('shop/cache[Pod] => shop/db[StatefulSet] : No Connections -> All Connections');
    expect(rows(free.added)).toContain(
      '0.0.0.0-255.255.255.255[External] => shop/cache[Pod] : No Connections -> All Connections',
    );
  });
});

test('steps that are cut finer than they need be differ in the fewest stretches', () => {
  const step = (first: bigint, last: bigint, port: number) => ({ first, last, value: PortSet.of('TCP', port) });
  const found = differences(
    [step(0n, 4n, 1), step(5n, 9n, 1), step(10n, 19n, 1)],
    [step(0n, 7n, 2), step(8n, 14n, 2), step(15n, 19n, 1)],
  );
  expect(found.map(({ first, last, old, new: next }) => [first, last, String(old), String(next)])).toEqual([
    [0n, 14n, 'TCP 1', 'TCP 2'],
  ]);
});

describe('a Job of the next release', () => {
  const job = (name: string, step = 'migrate') =>
    objects(
      `{ apiVersion: batch/v1, kind: Job, metadata: { name: ${name}, namespace: shop }, spec: { template: { metadata: { labels: { step: ${step} } }, spec: { containers: [] } } } }`,
    );
  const policies = [
    deny,
    intoDb(rule('from', '{ podSelector: { matchLabels: { step: migrate } } }', 1)),
    `{ podSelector: { matchLabels: { step: migrate } }, policyTypes: [Egress], egress: [${rule('to', db, 1)}] }`,
  ];
  const tree = (jobs: ReturnType<typeof job>, specs = policies) =>
    solve([...shop, ...jobs, ...specs.map((spec, i) => policy(spec, `p${i}`))]);

  test('takes the place of the one before, for its name has to change', () => {
    expect(isEmptyDiff(diff(tree(job('migrate-1')), tree(job('migrate-2'))))).toBe(true);
    expect(isEmptyDiff(diff(solve([...shop, ...job('migrate-1')]), solve([...shop, ...job('migrate-2')])))).toBe(true);
  });

  test('does not hide what it is allowed more', () => {
    const more = [
      policies[0]!,
      intoDb(
        rule('from', '{ podSelector: { matchLabels: { step: migrate } } }', 1),
        rule('from', '{ podSelector: { matchLabels: { step: migrate } } }', 2),
      ),
      policies[2]!,
    ];
    expect(rows(diff(tree(job('migrate-1')), tree(job('migrate-2'), more)).widened)).toEqual([
      'ingress: shop/migrate-2[Job] => shop/db[StatefulSet] : TCP 1 -> TCP 1-2',
    ]);
  });

  test('is new if it has other labels, or if two could be it', () => {
    expect(rows(diff(tree(job('migrate-1')), tree(job('seed-1', 'seed'))).removed)).toEqual([
      'shop/migrate-1[Job] => shop/db[StatefulSet] : TCP 1 -> No Connections',
    ]);
    expect(rows(diff(tree(job('migrate-1')), tree([...job('migrate-2'), ...job('migrate-3')])).added)).toHaveLength(2);
  });
});

describe('a difference is written', () => {
  const before = [deny, intoDb(rule('from', web, 1)), outOfWeb(rule('to', '{ podSelector: {} }', 1))];
  const after = [
    deny,
    intoDb(rule('from', '{ podSelector: {} }', 1), rule('from', web, 2)),
    outOfWeb(rule('to', '{ namespaceSelector: {} }', 1)),
  ];
  const difference = between(before, after);

  test('as text', () => {
    expect(formatDiff(difference, 'text')).toBe(`Added:
  shop/web[Deployment] => [any namespace]/[any pod] : TCP 1
  shop/web[Deployment] => bare/bare[Pod] : TCP 1
  shop/web[Deployment] => cart/cart[Deployment] : TCP 1

Widened on the ingress side only:
  shop/web[Deployment] => shop/db[StatefulSet] : TCP 1 -> TCP 1-2
`);
  });

  test('as Markdown for a pull request, with a summary first', () => {
    expect(formatDiff(difference, 'md')).toBe(`Traffic: 3 added, 1 widened ingress

### Added

| from | to | before | after |
|---|---|---|---|
| shop/web[Deployment] | [any namespace]/[any pod] | No Connections | TCP 1 |
| shop/web[Deployment] | bare/bare[Pod] | No Connections | TCP 1 |
| shop/web[Deployment] | cart/cart[Deployment] | No Connections | TCP 1 |

### Widened on the ingress side only

| from | to | before | after |
|---|---|---|---|
| shop/web[Deployment] | shop/db[StatefulSet] | TCP 1 | TCP 1-2 |
`);
  });

  test('as CSV and JSON', () => {
    expect(formatDiff(difference, 'csv').split('\n')[4]).toBe(
      'widened ingress,shop/web[Deployment],shop/db[StatefulSet],TCP 1,TCP 1-2',
    );
    expect(JSON.parse(formatDiff(difference, 'json')).widened).toEqual([
      { half: 'ingress', src: 'shop/web[Deployment]', dst: 'shop/db[StatefulSet]', old: 'TCP 1', new: 'TCP 1-2' },
    ]);
  });

  test('with what was before where something goes', () => {
    expect(formatDiff(between(linked, [deny]), 'text')).toBe(
      'Removed:\n  shop/web[Deployment] => shop/db[StatefulSet] : TCP 1\n',
    );
  });
});
