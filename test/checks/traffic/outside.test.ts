import { describe, expect, test } from '@jest/globals';
import { type Connections, podOutside, type Reading, solve } from '../../../lib/checks/traffic/index.ts';
import { objects, policy, shop, shopUnder } from './shop.ts';

const db = 'podSelector: { matchLabels: { app: db } }';
const web = 'podSelector: { matchLabels: { app: web } }';

/** `peer : ports` of everyone outside of the tree who may reach db. */
function outsideInto(connections: Connections, workload = 'shop/db'): string[] {
  return connections
    .into(workload)
    .filter(({ from }) => from.kind === 'outside')
    .map(({ from, ports }) => `${from.id} : ${ports}`);
}

const dbFrom = (peer: string, reading: Reading = 'literal') =>
  outsideInto(shopUnder(`{ ${db}, ingress: [{ from: [${peer}], ports: [{ port: 1 }] }] }`, { reading }));

describe('pods outside of the tree', () => {
  test.each<[string, string, string[]]>([
    [
      'in a namespace that is not here, by its name',
      '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } } }',
      ['kube-system/[pod with {k8s-app=kube-dns}] : TCP 1'],
    ],
    [
      'in namespaces by a label',
      '{ namespaceSelector: { matchLabels: { team: z } } }',
      ['[namespace with {team=z}]/[any pod] : TCP 1'],
    ],
    [
      'in namespaces by a label that one here has too',
      '{ namespaceSelector: { matchLabels: { team: b } } }',
      ['[namespace with {team=b}]/[any pod] : TCP 1'],
    ],
    [
      'in any namespace',
      '{ namespaceSelector: {}, podSelector: { matchLabels: { app: prometheus } } }',
      ['[any namespace]/[pod with {app=prometheus}] : TCP 1'],
    ],
    [
      'in any namespace, although pods here match too',
      '{ namespaceSelector: {} }',
      ['[any namespace]/[any pod] : TCP 1'],
    ],
    [
      'here, where a selector finds nobody of the tree',
      '{ podSelector: { matchLabels: { app: ghost } } }',
      ['shop/[pod with {app=ghost}] : TCP 1'],
    ],
    ['nowhere, where a selector finds the pods it means', '{ podSelector: { matchLabels: { app: web } } }', []],
    [
      'nowhere, where it finds them in a namespace by its name',
      '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: cart } } }',
      [],
    ],
    [
      'nowhere, where no label can be as the selector wants',
      '{ namespaceSelector: {}, podSelector: { matchLabels: { a: b }, matchExpressions: [{ key: a, operator: DoesNotExist }] } }',
      [],
    ],
    [
      'nowhere, where the declared namespace is not as the selector wants',
      '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: cart, team: a } } }',
      [],
    ],
  ])('%s', (_, peer, expected) => {
    expect(dbFrom(peer)).toEqual(expected);
  });

  test('are all pods while nothing isolates', () => {
    expect(outsideInto(shopUnder([]))).toEqual(['[any namespace]/[any pod] : All Connections']);
  });

  test('are written with all conditions of the selector', () => {
    const expressions =
      '[{ key: a, operator: In, values: [y, x] }, { key: b, operator: NotIn, values: [z] }, { key: c, operator: Exists }, { key: d, operator: DoesNotExist }]';
    expect(dbFrom(`{ namespaceSelector: { matchExpressions: ${expressions} } }`)).toEqual([
      '[namespace with {a in (x, y),b!=z,c,!d}]/[any pod] : TCP 1',
    ]);
  });

  test('that two rules may mean are allowed both, if read permissively', () => {
    const rule = (labels: string, port: number) =>
      `{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: ${labels} } }], ports: [{ port: ${port} }] }`;
    const rules = `{ ${db}, ingress: [${rule('{ a: x }', 1)}, ${rule('{ b: y }', 2)}, ${rule('{ a: x, c: z }', 3)}] }`;
    const [a, b, ac] = ['a=x', 'b=y', 'a=x,c=z'].map((labels) => `[any namespace]/[pod with {${labels}}]`);
    // A pod with a=x,c=z has a=x for certain; one with a=x may have the others.
    expect(outsideInto(shopUnder(rules))).toEqual([`${ac} : TCP 1,3`, `${a} : TCP 1`, `${b} : TCP 2`]);
    expect(outsideInto(shopUnder(rules, { reading: 'permissive' }))).toEqual([
      `${ac} : TCP 1-3`,
      `${a} : TCP 1-3`,
      `${b} : TCP 1-3`,
    ]);
  });

  test('are reached on the ports of an egress rule, by name only if read permissively', () => {
    const to = `to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } } }]`;
    const rules = `{ ${web}, policyTypes: [Egress], egress: [{ ${to}, ports: [{ port: 53, protocol: UDP }, { port: dns }] }] }`;
    const out = (reading: Reading) =>
      shopUnder(rules, { reading })
        .outOf('shop/web')
        .map(({ to, ports }) => `${to.id} : ${ports}`);
    expect(out('literal')).toEqual(['kube-system/[any pod] : UDP 53']);
    expect(out('permissive')).toEqual(['kube-system/[any pod] : TCP 1-65535,UDP 53']);
  });

  test('are kept in by a policy of the tree that selects them', () => {
    const elsewhere = policy(
      '{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: 1 }, { port: 2 }] }] }',
      'p',
      'kube-system',
    );
    const some = policy('{ podSelector: { matchLabels: { app: x } }, policyTypes: [Egress] }', 'p', 'monitoring');
    const from = (name: string) => `{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${name} } } }`;
    const rule = policy(
      `{ ${db}, ingress: [{ from: [${from('kube-system')}, ${from('monitoring')}], ports: [{ port: 2, endPort: 9 }] }] }`,
    );
    const connections = solve([...shop, elsewhere, some, rule]);
    expect(outsideInto(connections)).toEqual(['kube-system/[any pod] : TCP 2']);
    expect(outsideInto(connections.as({ reading: 'permissive' }))).toEqual([
      'kube-system/[any pod] : TCP 2',
      'monitoring/[any pod] : TCP 2-9',
    ]);
    expect(outsideInto(connections.as({ direction: 'ingress' }))).toEqual([
      'kube-system/[any pod] : TCP 2-9',
      'monitoring/[any pod] : TCP 2-9',
    ]);
  });

  test('of a declared namespace without workloads have its labels', () => {
    const monitoring = objects(
      '{ apiVersion: v1, kind: Namespace, metadata: { name: monitoring, labels: { watch: yes-please } } }',
    );
    const rules = (labels: string) =>
      policy(
        `{ ${db}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } } }], ports: [{ port: 1 }] }, { from: [{ namespaceSelector: { matchLabels: ${labels} } }], ports: [{ port: 2 }] }] }`,
      );
    expect(outsideInto(solve([...shop, ...monitoring, rules('{ watch: yes-please }')]))).toContain(
      'monitoring/[any pod] : TCP 1-2',
    );
    expect(outsideInto(solve([...shop, ...monitoring, rules('{ watch: no }')]))).toContain(
      'monitoring/[any pod] : TCP 1',
    );
  });

  test('are listed by outside, and left out of list', () => {
    const connections = shopUnder(
      `{ podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: z } } }] }] }`,
    );
    expect(
      connections
        .outside()
        .filter(({ to }) => to.id.startsWith('shop/'))
        .map(({ from, to }) => `${from.id} => ${to.id}`),
    ).toEqual([
      '[namespace with {team=z}]/[any pod] => shop/db[StatefulSet]',
      '[namespace with {team=z}]/[any pod] => shop/web[Deployment]',
    ]);
    expect(connections.list().some(({ from, to }) => [from.kind, to.kind].includes('outside'))).toBe(false);
  });
});

describe('a pod that is not in the tree but known', () => {
  const from = '{ namespaceSelector: { matchLabels: { team: m } }, podSelector: { matchLabels: { app: prometheus } } }';
  const connections = shopUnder(`{ ${db}, ingress: [{ from: [${from}], ports: [{ port: 9187 }] }] }`);

  test.each([
    ['with all the labels is let in', podOutside('monitoring', { app: 'prometheus' }, { team: 'm' }), 'TCP 9187'],
    ['with another label is not', podOutside('monitoring', { app: 'grafana' }, { team: 'm' }), 'No Connections'],
    ['of another namespace is not', podOutside('monitoring', { app: 'prometheus' }), 'No Connections'],
  ])('%s', (_, pod, expected) => {
    expect(String(connections.allowed(pod, 'shop/db'))).toBe(expected);
    expect(String(connections.as({ reading: 'permissive' }).allowed(pod, 'shop/db'))).toBe(expected);
  });

  test('is reached, where nothing keeps web in', () => {
    expect(String(connections.allowed('shop/web', podOutside('monitoring', {})))).toBe('All Connections');
  });
});
