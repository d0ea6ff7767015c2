import { describe, expect, test } from '@jest/globals';
import { solve } from '../../../lib/checks/traffic/index.ts';
import { FaultsError } from '../../../lib/model/fault.ts';
import type { KubeObject } from '../../../lib/render/tree.ts';
import { objects, policy, shop } from './shop.ts';

function messagesOf(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof FaultsError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('a policy is refused with', () => {
  const at = '[NetworkPolicy shop/policy] spec.';
  test.each([
    [
      'a CIDR without mask',
      'ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0 } }] }]',
      `${at}ingress[0].from[0].ipBlock.cidr: found "10.0.0.0", expected a CIDR. Write an address and a mask, such as 10.0.0.0/8 or 2001:db8::/32.`,
    ],
    [
      'a dash with nothing behind it, which the API server takes for every port',
      'ingress: [{ ports: [null] }]',
      `${at}ingress[0].ports[0]: found null, expected an item. Write it, or take its dash out.`,
    ],
    [
      'no CIDR',
      'ingress: [{ from: [{ ipBlock: {} }] }]',
      `${at}ingress[0].from[0].ipBlock.cidr: found nothing, expected a CIDR. Write an address and a mask, such as 10.0.0.0/8 or 2001:db8::/32.`,
    ],
    [
      'an exception outside of its block',
      'ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [11.0.0.0/16] } }] }]',
      `${at}ingress[0].from[0].ipBlock.except[0]: found "11.0.0.0/16", expected a range that is a true part of 10.0.0.0/8. Take the exception out, or widen cidr.`,
    ],
    [
      'an exception as wide as its block',
      'egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.0.0.0/8] } }] }]',
      `${at}egress[0].to[0].ipBlock.except[0]: found "10.0.0.0/8", expected a range that is a true part of 10.0.0.0/8. Take the exception out, or widen cidr.`,
    ],
    [
      'a port out of range',
      'ingress: [{ ports: [{ port: 70000 }] }]',
      `${at}ingress[0].ports[0].port: found 70000, expected a port from 1 to 65535, or the name of a container port. Set the port the pod listens on.`,
    ],
    [
      'a quoted port',
      'ingress: [{ ports: [{ port: "80" }] }]',
      `${at}ingress[0].ports[0].port: found "80", expected a number, or a port name of at most 15 small letters, digits and dashes. Take the quotes off a number.`,
    ],
    [
      'an endPort below port',
      'ingress: [{ ports: [{ port: 80, endPort: 79 }] }]',
      `${at}ingress[0].ports[0].endPort: found 79, expected a port from 80 to 65535. Set endPort to the last port of the range, or take it out.`,
    ],
    [
      'an endPort without port',
      'ingress: [{ ports: [{ endPort: 79 }] }]',
      `${at}ingress[0].ports[0].endPort: found 79, expected no endPort, because there is no port. Set port to the first port of the range.`,
    ],
    [
      'an endPort behind a name',
      'ingress: [{ ports: [{ port: http, endPort: 79 }] }]',
      `${at}ingress[0].ports[0].endPort: found 79, expected no endPort, because port is a name. Give the range by numbers.`,
    ],
    [
      'an unknown protocol',
      'ingress: [{ ports: [{ port: 80, protocol: ICMP }] }]',
      `${at}ingress[0].ports[0].protocol: found "ICMP", expected TCP, UDP or SCTP. Name one of the three, in capitals.`,
    ],
    [
      'an unknown operator',
      'podSelector: { matchExpressions: [{ key: a, operator: Equals, values: [b] }] }',
      `${at}podSelector.matchExpressions[0].operator: found "Equals", expected In, NotIn, Exists, DoesNotExist. Name one of the four.`,
    ],
    [
      'In without values',
      'podSelector: { matchExpressions: [{ key: a, operator: In }] }',
      `${at}podSelector.matchExpressions[0].values: found nothing, expected at least one value for In. Change the values or the operator.`,
    ],
    [
      'Exists with values',
      'podSelector: { matchExpressions: [{ key: a, operator: Exists, values: [b] }] }',
      `${at}podSelector.matchExpressions[0].values: found ["b"], expected no values for Exists. Change the values or the operator.`,
    ],
    [
      'an expression without key',
      'podSelector: { matchExpressions: [{ operator: Exists }] }',
      `${at}podSelector.matchExpressions[0].key: found nothing, expected a label: letters, digits, dashes, dots and underscores, at most 63 of them. Write the label as the pods have it, numbers in quotes.`,
    ],
    [
      'a value that is no label',
      'podSelector: { matchExpressions: [{ key: a, operator: In, values: [a b] }] }',
      `${at}podSelector.matchExpressions[0].values[0]: found "a b", expected a label: letters, digits, dashes, dots and underscores, at most 63 of them. Write the label as the pods have it, numbers in quotes.`,
    ],
    [
      'a label with a blank in it',
      'podSelector: { matchLabels: { a: b c } }',
      `${at}podSelector.matchLabels.a: found "b c", expected a label: letters, digits, dashes, dots and underscores, at most 63 of them. Write the label as the pods have it, numbers in quotes.`,
    ],
    [
      'a label that is a number',
      'podSelector: { matchLabels: { a: 1 } }',
      `${at}podSelector.matchLabels.a: found 1, expected text. Put the value in quotes.`,
    ],
    [
      'a peer that is empty',
      'ingress: [{ from: [{}] }]',
      `${at}ingress[0].from[0]: found {}, expected ipBlock alone, or podSelector and namespaceSelector. Give each kind of peer an entry of its own.`,
    ],
    [
      'a peer that is a null podSelector',
      'ingress: [{ from: [{ podSelector: }] }]',
      `${at}ingress[0].from[0]: found {"podSelector":null}, expected ipBlock alone, or podSelector and namespaceSelector. Give each kind of peer an entry of its own.`,
    ],
    [
      'a peer that is a block and a selector',
      'ingress: [{ from: [{ podSelector: {}, ipBlock: { cidr: 10.0.0.0/8 } }] }]',
      `${at}ingress[0].from[0]: found {"podSelector":{},"ipBlock":{"cidr":"10.0.0.0/8"}}, expected ipBlock alone, or podSelector and namespaceSelector. Give each kind of peer an entry of its own.`,
    ],
    [
      'an unknown policyType',
      'policyTypes: [Both]',
      `${at}policyTypes[0]: found "Both", expected Ingress or Egress. Name one of the two.`,
    ],
    [
      'a mapping where a list belongs',
      'ingress: { from: [] }',
      `${at}ingress: found {"from":[]}, expected a list. Write it as a list.`,
    ],
    [
      'text where a mapping belongs',
      'ingress: [from]',
      `${at}ingress[0]: found "from", expected an object. Write it as a mapping.`,
    ],
    [
      'a list where a mapping belongs',
      'podSelector: []',
      `${at}podSelector: found [], expected an object. Write it as a mapping.`,
    ],
  ])('%s', (_, spec, message) => {
    expect(
      messagesOf(() =>
        solve([...shop, policy(`{ podSelector: {}, ${spec} }`.replace('podSelector: {}, podSelector', 'podSelector'))]),
      ),
    ).toEqual([message]);
  });

  test.each([
    ['a quoted port beside the same without quotes', '{ port: "80" }'],
    ['a list for a protocol beside the same as a word', '{ protocol: [TCP], port: 80 }'],
    ['an empty port beside none', '{ port: "" }'],
    ['a quoted endPort beside the same without quotes', '{ port: 80, endPort: "81" }'],
  ])('%s, although the good one was read before', (_, wrong) => {
    const good = ['{ port: 80 }', '{}', '{ port: 80, endPort: 81 }'].map((port) => `{ ports: [${port}] }`);
    const spec = (rule: string) => `{ podSelector: {}, ingress: [${[...good, rule].join()}] }`;
    expect(messagesOf(() => solve([...shop, policy(spec(`{ ports: [${wrong}] }`))]))).toHaveLength(1);
  });

  test('the same wrong port in two policies, twice', () => {
    const wrong = '{ podSelector: {}, ingress: [{ ports: [{ port: 0 }] }] }';
    expect(messagesOf(() => solve([...shop, policy(wrong, 'a'), policy(wrong, 'b')]))).toHaveLength(2);
    const label = '{ podSelector: { matchLabels: { a: b c } } }';
    expect(messagesOf(() => solve([...shop, policy(label, 'a'), policy(label, 'b')]))).toHaveLength(2);
  });

  test('everything that is wrong, at once', () => {
    const spec = '{ podSelector: {}, policyTypes: [X], ingress: [{ ports: [{ port: 0 }] }, { from: [{}] }] }';
    expect(messagesOf(() => solve([...shop, policy(spec)]))).toHaveLength(3);
  });
});

describe('a tree is refused with', () => {
  const one = objects('{ apiVersion: v1, kind: Pod, metadata: { name: one }, spec: { containers: [] } }')[0]!;

  test('two objects of one kind and name, naming both files', () => {
    const tree = new Map([
      ['a.yaml', one],
      ['b.yaml', one],
    ]);
    expect(messagesOf(() => solve(tree))).toEqual([
      '[b.yaml Pod one] metadata.name: found "one", expected a name of its own, for there is one in a.yaml. Remove or rename one of the two.',
    ]);
  });

  test.each([
    [
      'no name',
      '{ apiVersion: v1, kind: Pod, metadata: {} }',
      '[Pod (no name)] metadata.name: found nothing, expected a name. Add metadata.name.',
    ],
    [
      'no kind',
      '{ apiVersion: v1, metadata: { name: a } }',
      '[object a] kind: found nothing, expected the kind of the object. Add kind.',
    ],
    [
      'a label without value',
      '{ apiVersion: v1, kind: Pod, metadata: { name: a, labels: { app: } } }',
      '[Pod a] metadata.labels.app: found null, expected text. Write "" for an empty value, or take the key out.',
    ],
    [
      'a container port out of range',
      '{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { containers: [{ ports: [{ containerPort: 0 }] }] } }',
      '[Pod a] spec.containers[0].ports[0].containerPort: found 0, expected a port from 1 to 65535. Set the port the container listens on.',
    ],
    [
      'a Service port out of range',
      '{ apiVersion: v1, kind: Service, metadata: { name: a }, spec: { ports: [{ port: 0 }] } }',
      '[Service a] spec.ports[0].port: found 0, expected a port from 1 to 65535. Set the port the Service answers on.',
    ],
    [
      'a target port out of range',
      '{ apiVersion: v1, kind: Service, metadata: { name: a }, spec: { ports: [{ port: 1, targetPort: 70000 }] } }',
      '[Service a] spec.ports[0].targetPort: found 70000, expected a port from 1 to 65535, or the name of a container port. Set the port the pod listens on.',
    ],
  ])('%s', (_, yaml, message) => {
    expect(messagesOf(() => solve(objects(yaml)))).toEqual([message]);
  });
});

describe('what is no matter of traffic', () => {
  test('is left unread, whatever it looks like', () => {
    const others = [
      ...objects('{ apiVersion: kustomize.config.k8s.io/v1beta1, kind: Kustomization, resources: [a.yaml] }'),
      ...objects('{ replicas: 3, image: { tag: v1 } }'),
      ...objects('{ apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { a: 1 } }'),
      7 as unknown as KubeObject,
    ];
    expect(solve([...shop, ...others]).workloads).toHaveLength(4);
  });

  test('policies of other types are named, so that nobody takes the answer for the whole', () => {
    const cilium = objects(
      '{ apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: { name: a, namespace: shop } }',
    );
    const admin = objects(
      '{ apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: { name: b } }',
    );
    expect(solve([...shop, ...cilium, ...admin]).cluster.unread).toEqual([
      'CiliumNetworkPolicy shop/a',
      'AdminNetworkPolicy b',
    ]);
  });
});

describe('an object is refused with', () => {
  test('a namespace that is no text, for it would pass for one of default', () => {
    const wrong = objects(
      '{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: 7 }, spec: { containers: [] } }',
    );
    expect(messagesOf(() => solve(wrong))).toEqual([
      '[Pod 7/web] metadata.namespace: found 7, expected text. Put the value in quotes.',
    ]);
  });

  test('a hostNetwork that is neither true nor false, for it would pass for false', () => {
    const wrong = objects(
      '{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: a }, spec: { hostNetwork: "true" } }',
    );
    expect(messagesOf(() => solve(wrong))).toEqual([
      '[Pod a/web] spec.hostNetwork: found "true", expected true or false. Write it without quotes.',
    ]);
  });
});

describe('a name', () => {
  const connections = solve(shop);
  test.each(['shop/web[Deployment]', 'shop/web', 'web'])('%s is enough where only one workload has it', (name) => {
    expect(connections.peer(name).id).toBe('shop/web[Deployment]');
  });

  test('that no workload has is refused with those that are alike', () => {
    expect(messagesOf(() => connections.allowed('cart/web', 'shop/db'))).toEqual([
      '[traffic] found "cart/web", expected one workload, an address, a CIDR or {ingress-controller}. Write it as namespace/name[Kind]: shop/web[Deployment].',
    ]);
  });

  test('that several workloads have is refused with all of them', () => {
    const twice = objects(
      '{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop }, spec: { containers: [] } }',
    );
    expect(messagesOf(() => solve([...shop, ...twice]).peer('shop/web'))).toEqual([
      '[traffic] found "shop/web", which is shop/web[Deployment] and shop/web[Pod], expected one workload, an address, a CIDR or {ingress-controller}. Write it as namespace/name[Kind]: shop/web[Deployment], shop/web[Pod].',
    ]);
  });
});
