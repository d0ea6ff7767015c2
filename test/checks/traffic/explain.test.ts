import { describe, expect, test } from '@jest/globals';
import {
  because,
  explain,
  explainJson,
  explainText,
  podOutside,
  portQuestion,
  solve,
} from '../../../lib/checks/traffic/index.ts';
import { objects, policy, shop, shopUnder } from './shop.ts';

const denied = '{ podSelector: {}, policyTypes: [Ingress, Egress] }';
const dbLets = `{ podSelector: { matchLabels: { app: db } }, ingress: [
  { from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: sql }] },
  { from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }], ports: [{ port: 80 }] },
  { from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } } }], ports: [{ port: 9187 }] } ] }`;
const webGoes =
  '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: db } } }] }] }';
const connections = shopUnder([denied, dbLets, webGoes]);

const told = (from: string, to: string, port?: string): string[] =>
  explainText(explain(connections, from, to, port === undefined ? undefined : portQuestion(port)))
    .trimEnd()
    .split('\n');

describe('an explanation', () => {
  test('of a connection that is allowed names the rule of each side', () => {
    expect(told('web', 'db', '5432')).toEqual([
      'yes: shop/web[Deployment] may reach shop/db[StatefulSet] on TCP 5432.',
      '  Out of shop/web[Deployment]: policy shop/policy-2, egress rule 1 (pods with app=db in all namespaces) allows every port.',
      '  Into shop/db[StatefulSet]: policy shop/policy-1, ingress rule 1 (pods with app=web in namespace shop) allows TCP 5432.',
    ]);
  });

  test('of a port that is not allowed says which ports are', () => {
    expect(told('web', 'db', '53/UDP')).toEqual([
      'no: shop/web[Deployment] may not reach shop/db[StatefulSet] on UDP 53.',
      '  Out of shop/web[Deployment]: policy shop/policy-2, egress rule 1 (pods with app=db in all namespaces) allows every port.',
      '  Into shop/db[StatefulSet]: policies shop/policy-0 and shop/policy-1 isolate it, and none of their rules lets in shop/web[Deployment] on UDP 53; policy shop/policy-1, ingress rule 1 (pods with app=web in namespace shop) allows TCP 5432 only.',
    ]);
  });

  test('of a connection that is denied names the policies that isolate', () => {
    expect(told('db', 'web')).toEqual([
      'no: shop/db[StatefulSet] may not reach shop/web[Deployment] on any port.',
      '  Out of shop/db[StatefulSet]: policy shop/policy-0 isolates it, and none of its rules lets it reach shop/web[Deployment].',
      '  Into shop/web[Deployment]: policy shop/policy-0 isolates it, and none of its rules lets in shop/db[StatefulSet].',
    ]);
  });

  test('of workloads that no policy selects says so', () => {
    expect(told('cart', 'bare')).toEqual([
      'yes: cart/cart[Deployment] may reach bare/bare[Pod] on every port.',
      '  Out of cart/cart[Deployment]: no policy isolates it for egress, so everything is allowed.',
      '  Into bare/bare[Pod]: no policy isolates it for ingress, so everything is allowed.',
    ]);
  });

  test('of an address says that the tree has no policies for it', () => {
    expect(told('10.2.0.1', 'db')).toEqual([
      'yes: 10.2.0.1-10.2.0.1[External] may reach shop/db[StatefulSet] on TCP 80.',
      '  Out of 10.2.0.1-10.2.0.1[External]: no policy of the tree decides.',
      '  Into shop/db[StatefulSet]: policy shop/policy-1, ingress rule 2 (addresses 10.0.0.0/8 except 10.1.0.0/16) allows TCP 80.',
    ]);
    expect(told('10.1.0.1', 'db')[0]).toBe(
      'no: 10.1.0.1-10.1.0.1[External] may not reach shop/db[StatefulSet] on any port.',
    );
  });

  test('of an answer that is contested says why', () => {
    const lines = told('cart', 'db', '80');
    expect(lines[0]).toBe(
      'contested: whether cart/cart[Deployment] may reach shop/db[StatefulSet] on TCP 80 depends on the network plugin.',
    );
    expect(lines.at(-1)).toBe(
      '  In doubt: policy shop/policy-1, ingress rule 2 (addresses 10.0.0.0/8 except 10.1.0.0/16) may mean cart/cart[Deployment] by its address: Kubernetes leaves open whether an ipBlock means pods.',
    );
  });

  test('has no doubt of the rules that every plugin reads alike', () => {
    const explanation = explain(connections, 'web', 'db');
    expect(explanation.doubts).toHaveLength(1);
    expect(explanation.doubts[0]).toContain('ingress rule 2');
  });

  test('leaves no doubt where all readings agree', () => {
    expect(explain(connections, 'web', 'db', { protocol: 'TCP', port: 5432 }).doubts).toEqual([]);
  });

  test("of a pod on its node's network says that policies may not touch it", () => {
    const agent = objects(
      '{ apiVersion: v1, kind: Pod, metadata: { name: agent, namespace: shop }, spec: { hostNetwork: true, containers: [] } }',
    );
    const explanation = explain(solve([...shop, ...agent, policy(denied)]), 'agent', 'db');
    expect(explanation.answer).toBe('contested');
    expect(explanation.doubts).toEqual([
      "shop/agent[Pod] is on its node's network, where some network plugins apply no policies and others can't tell it by its labels.",
    ]);
  });

  test('of pods outside of the tree names the rule that means them', () => {
    const explanation = explain(connections, podOutside('monitoring', { app: 'prometheus' }), 'shop/db');
    expect(explanation.halves.map(({ reasons }) => reasons?.rules.map(({ rule, peer }) => [rule, peer]))).toEqual([
      undefined,
      [[2, 'all pods in namespace monitoring']],
    ]);
  });

  test('of the ingress controller names the route and the Service', () => {
    const exposed = objects(`
{ apiVersion: v1, kind: Service, metadata: { name: db, namespace: shop }, spec: { selector: { app: db }, ports: [{ port: 80, targetPort: 9187 }] } }
---
{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: i, namespace: shop }, spec: { defaultBackend: { service: { name: db, port: { number: 80 } } } } }
`);
    const lines = explainText(explain(solve([...shop, ...exposed, policy(dbLets)]), '{ingress-controller}', 'db'))
      .trimEnd()
      .split('\n');
    expect(lines).toContain('  Exposed by Ingress shop/i through Service shop/db.');
    expect(lines[0]).toBe('yes: {ingress-controller} may reach shop/db[StatefulSet] on TCP 9187.');
  });

  test('as JSON has everything the text has', () => {
    expect(JSON.parse(explainJson(explain(connections, 'web', 'db', { protocol: 'TCP', port: 5432 })))).toMatchObject({
      src: 'shop/web[Deployment]',
      dst: 'shop/db[StatefulSet]',
      answer: 'yes',
      conn: 'TCP 5432',
      halves: [
        {
          half: 'egress',
          conn: 'All Connections',
          isolatedBy: ['shop/policy-0', 'shop/policy-2'],
          rules: [{ policy: 'shop/policy-2', rule: 1, ports: 'All Connections' }],
        },
        {
          half: 'ingress',
          conn: 'TCP 5432',
          rules: [{ policy: 'shop/policy-1', rule: 1, peer: 'pods with app=web in namespace shop' }],
        },
      ],
      doubts: [],
    });
  });
});

describe('a line is allowed because', () => {
  test('of a rule on each side', () => {
    const line = connections.list().find(({ from, to }) => from.id.includes('web') && to.id.includes('db'))!;
    expect(because(connections, line)).toEqual(['egress by shop/policy-2 rule 1', 'ingress by shop/policy-1 rule 1']);
    expect(because(connections.as({ direction: 'ingress' }), line)).toEqual(['ingress by shop/policy-1 rule 1']);
  });

  test('nothing isolates its ends', () => {
    const open = solve(shop);
    const line = open.list().find(({ from, to }) => from.id.includes('web') && to.id.includes('db'))!;
    expect(because(open, line)).toEqual(['egress not isolated', 'ingress not isolated']);
  });
});

describe('a port is written', () => {
  test.each([
    ['8080', { protocol: 'TCP', port: 8080 }],
    ['53/udp', { protocol: 'UDP', port: 53 }],
    ['UDP 53', { protocol: 'UDP', port: 53 }],
    ['sctp:9000', { protocol: 'SCTP', port: 9000 }],
  ])('%s', (text, question) => {
    expect(portQuestion(text)).toEqual(question);
  });

  test.each(['http', '0', '65536', 'ICMP 1', 'TCP 80/UDP', '', '80-90'])('and not %j', (text) => {
    expect(portQuestion(text)).toBeUndefined();
  });
});
