import { describe, expect, test } from '@jest/globals';
import { explain, type Reading, type SolveOptions, solve } from '../../../lib/checks/traffic/index.ts';
import { objects, policy, shop, shopUnder } from './shop.ts';

const all = ['literal', 'strict', 'permissive'] as const;
const byReading = (answer: (reading: Reading) => string) => all.map(answer);

describe('an ipBlock that may cover pods', () => {
  const rule = (block: string) =>
    `{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ ipBlock: ${block} }], ports: [{ port: 5432 }] }] }`;
  const readings = (block: string, options: SolveOptions = {}) =>
    byReading((reading) => String(shopUnder(rule(block), { ...options, reading }).allowed('shop/web', 'shop/db')));

  test('lets pods in only if read permissively', () => {
    expect(readings('{ cidr: 10.0.0.0/8 }')).toEqual(['No Connections', 'No Connections', 'TCP 5432']);
  });

  test('lets no pods in if it lies outside of where pods are', () => {
    expect(readings('{ cidr: 192.168.0.0/16 }', { podRanges: ['10.0.0.0/8'] })).toEqual(
      Array(3).fill('No Connections'),
    );
  });

  test('lets no pods in if it excepts where pods are', () => {
    expect(readings('{ cidr: 0.0.0.0/0, except: [10.0.0.0/8] }', { podRanges: ['10.42.0.0/16'] })).toEqual(
      Array(3).fill('No Connections'),
    );
  });

  test('lets pods out as it lets them in', () => {
    const egress = `{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }] }`;
    expect(byReading((reading) => String(shopUnder(egress, { reading }).allowed('shop/web', 'shop/db')))).toEqual([
      'No Connections',
      'No Connections',
      'All Connections',
    ]);
  });

  test('lets pods from outside of the tree in only if read permissively', () => {
    const outside = (reading: Reading) =>
      shopUnder(rule('{ cidr: 10.0.0.0/8 }'), { reading })
        .into('shop/db')
        .filter(({ from }) => from.kind === 'outside');
    expect(
      byReading((reading) =>
        outside(reading)
          .map(({ from, ports }) => `${from.id} : ${ports}`)
          .join(),
      ),
    ).toEqual(['', '', '[any namespace]/[any pod] : TCP 5432']);
  });

  test('is refused where pods are said to be in what is no CIDR', () => {
    expect(() => shopUnder([], { podRanges: ['10.0.0.0'] })).toThrow('found 10.0.0.0, expected a CIDR');
  });
});

describe("a pod on its node's network", () => {
  const agent = objects(`
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent, namespace: shop }
spec: { template: { metadata: { labels: { app: agent } }, spec: { hostNetwork: true, containers: [] } } }
`);
  const readings = (spec: string, from: string, to: string) =>
    byReading((reading) => String(solve([...shop, ...agent, policy(spec)], { reading }).allowed(from, to)));
  const isolated = (app: string, rest: string) => `{ podSelector: { matchLabels: { app: ${app} } }, ${rest} }`;
  const peer = '[{ podSelector: { matchLabels: { app: agent } } }]';

  test.each([
    [
      'may be let in by no rule',
      isolated('db', ''),
      'shop/agent',
      'shop/db',
      ['No Connections', 'No Connections', 'All Connections'],
    ],
    [
      'may not be let in by its labels',
      isolated('db', `ingress: [{ from: ${peer}, ports: [{ port: 1 }] }]`),
      'shop/agent',
      'shop/db',
      ['TCP 1', 'No Connections', 'All Connections'],
    ],
    [
      'is let in by a rule for everyone',
      isolated('db', 'ingress: [{ ports: [{ port: 1 }] }]'),
      'shop/agent',
      'shop/db',
      ['TCP 1', 'TCP 1', 'All Connections'],
    ],
    [
      'may not be isolated by a policy',
      isolated('agent', ''),
      'shop/web',
      'shop/agent',
      ['No Connections', 'No Connections', 'All Connections'],
    ],
    [
      'may not be kept in by a policy',
      isolated('agent', 'policyTypes: [Egress]'),
      'shop/agent',
      'shop/web',
      ['No Connections', 'No Connections', 'All Connections'],
    ],
    [
      'may not be reached by its labels',
      isolated('web', `policyTypes: [Egress], egress: [{ to: ${peer}, ports: [{ port: 1 }] }]`),
      'shop/web',
      'shop/agent',
      ['TCP 1', 'No Connections', 'All Connections'],
    ],
  ])('%s', (_, spec, from, to, expected) => {
    expect(readings(spec, from, to)).toEqual(expected);
  });

  test('leaves everyone else as they are', () => {
    expect(readings(isolated('db', ''), 'shop/web', 'shop/db')).toEqual(Array(3).fill('No Connections'));
  });
});

describe('a namespace without a Namespace object has labels that nobody knows, so that', () => {
  // The shop has no Namespace object for the namespace of the bare pod.
  const bare = (namespaceSelector: string) =>
    byReading((reading) => {
      const rule = `{ from: [{ namespaceSelector: ${namespaceSelector} }], ports: [{ port: 1 }] }`;
      return String(
        shopUnder(`{ podSelector: { matchLabels: { app: db } }, ingress: [${rule}] }`, { reading }).allowed(
          'bare',
          'shop/db',
        ),
      );
    });

  test.each<[string, string, string[]]>([
    ['a label may mean it', '{ matchLabels: { team: a } }', ['No Connections', 'No Connections', 'TCP 1']],
    [
      'a label that must be missing may not mean it',
      '{ matchExpressions: [{ key: team, operator: DoesNotExist }] }',
      ['TCP 1', 'No Connections', 'TCP 1'],
    ],
    ['its name means it', '{ matchLabels: { kubernetes.io/metadata.name: bare } }', ['TCP 1', 'TCP 1', 'TCP 1']],
    [
      'another name does not',
      '{ matchLabels: { kubernetes.io/metadata.name: cart, team: b } }',
      ['No Connections', 'No Connections', 'No Connections'],
    ],
    [
      'two labels that exclude each other do not',
      '{ matchLabels: { team: a }, matchExpressions: [{ key: team, operator: NotIn, values: [a] }] }',
      ['No Connections', 'No Connections', 'No Connections'],
    ],
    ['everything means it', '{}', ['TCP 1', 'TCP 1', 'TCP 1']],
  ])('%s', (_, namespaceSelector, expected) => {
    expect(bare(namespaceSelector)).toEqual(expected);
  });

  test('an explanation says what is missing', () => {
    const rule = '{ from: [{ namespaceSelector: { matchLabels: { team: a } } }] }';
    const explanation = explain(
      shopUnder(`{ podSelector: { matchLabels: { app: db } }, ingress: [${rule}] }`),
      'bare',
      'db',
    );
    expect(explanation.doubts).toEqual([
      'policy shop/policy-0, ingress rule 1 (all pods in namespaces with team=a) means bare/bare[Pod] if its namespace has these labels: the tree has no Namespace bare to tell.',
    ]);
  });
});

test('the strict reading allows no more than the literal one, and that no more than the permissive one', () => {
  const spec =
    '{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }], ports: [{ port: 1 }] }, { from: [{ podSelector: {} }], ports: [{ port: 2 }] }] }';
  const [literal, strict, permissive] = all.map((reading) => shopUnder(spec, { reading }));
  for (const { from, to, ports } of strict!.list()) expect(literal!.allowed(from, to).includes(ports)).toBe(true);
  for (const { from, to, ports } of literal!.list()) expect(permissive!.allowed(from, to).includes(ports)).toBe(true);
});
