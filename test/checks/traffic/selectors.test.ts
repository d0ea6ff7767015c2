import { describe, expect, test } from '@jest/globals';
import { shopUnder } from './shop.ts';

/** Which of the shop's pods, as peers of one rule, reach its database. */
function reaching(peer: string): string[] {
  const connections = shopUnder(`{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [${peer}] }] }`);
  const found = connections.into('shop/db').filter(({ from }) => from.kind === 'workload');
  return found.map(({ from }) => from.id.replace(/\[.*/, ''));
}

describe('a peer selects', () => {
  test.each<[string, string, string[]]>([
    ['the pods of its own namespace by an empty podSelector', '{ podSelector: {} }', ['shop/web']],
    [
      'the pods of every namespace by an empty namespaceSelector',
      '{ namespaceSelector: {} }',
      ['bare/bare', 'cart/cart', 'shop/web'],
    ],
    [
      'all pods of the namespaces a selector matches',
      '{ namespaceSelector: { matchLabels: { team: b } } }',
      ['cart/cart'],
    ],
    [
      'pods that match in namespaces that match (AND in one entry)',
      '{ namespaceSelector: { matchLabels: { team: b } }, podSelector: { matchLabels: { tier: front } } }',
      ['cart/cart'],
    ],
    [
      'nobody when the namespace matches and the pod does not',
      '{ namespaceSelector: { matchLabels: { team: b } }, podSelector: { matchLabels: { app: web } } }',
      [],
    ],
    [
      'either of two entries (OR)',
      '{ namespaceSelector: { matchLabels: { team: b } } }, { podSelector: { matchLabels: { app: web } } }',
      ['cart/cart', 'shop/web'],
    ],
    [
      'own namespace only without a namespaceSelector',
      '{ podSelector: { matchLabels: { tier: front } } }',
      ['shop/web'],
    ],
    [
      'a namespace by the name label that it always has',
      '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: bare } } }',
      ['bare/bare'],
    ],
    [
      'nobody by a label that only pods of other namespaces have',
      '{ podSelector: { matchLabels: { app: cart } } }',
      [],
    ],
    [
      'by In',
      '{ namespaceSelector: {}, podSelector: { matchExpressions: [{ key: app, operator: In, values: [cart, web, other] }] } }',
      ['cart/cart', 'shop/web'],
    ],
    [
      'by NotIn, which a missing label meets',
      '{ namespaceSelector: {}, podSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [cart] }] } }',
      ['bare/bare', 'shop/web'],
    ],
    [
      'by Exists',
      '{ namespaceSelector: {}, podSelector: { matchExpressions: [{ key: tier, operator: Exists }] } }',
      ['cart/cart', 'shop/web'],
    ],
    [
      'by DoesNotExist',
      '{ namespaceSelector: {}, podSelector: { matchExpressions: [{ key: tier, operator: DoesNotExist }] } }',
      ['bare/bare'],
    ],
    [
      'by labels and expressions together',
      '{ namespaceSelector: {}, podSelector: { matchLabels: { tier: front }, matchExpressions: [{ key: app, operator: NotIn, values: [cart] }] } }',
      ['shop/web'],
    ],
    [
      'namespaces by NotIn, which a missing label meets',
      '{ namespaceSelector: { matchExpressions: [{ key: env, operator: NotIn, values: [prod] }] } }',
      ['bare/bare', 'shop/web'],
    ],
    [
      'namespaces by DoesNotExist',
      '{ namespaceSelector: { matchExpressions: [{ key: team, operator: DoesNotExist }] } }',
      ['bare/bare'],
    ],
    [
      'nobody by two conditions that exclude each other',
      '{ podSelector: { matchLabels: { app: web }, matchExpressions: [{ key: app, operator: NotIn, values: [web] }] } }',
      [],
    ],
  ])('%s', (_, peer, expected) => {
    expect(reaching(peer)).toEqual(expected);
  });
});
