import { describe, expect, test } from '@jest/globals';
import { shopUnder } from './shop.ts';

const db = 'podSelector: { matchLabels: { app: db } }';
const web = 'podSelector: { matchLabels: { app: web } }';

describe('web reaches db', () => {
  test.each<[string, string | string[], string]>([
    ['on everything while no policy selects either', [], 'All Connections'],
    [
      'on everything while policies select others only',
      '{ podSelector: { matchLabels: { app: other } }, policyTypes: [Ingress, Egress] }',
      'All Connections',
    ],
    ['on nothing once a policy selects db and has no rules', `{ ${db} }`, 'No Connections'],
    ['on nothing once a policy selects every pod by an empty podSelector', '{ podSelector: {} }', 'No Connections'],
    [
      'on nothing once a policy names Egress for web and has no rules',
      `{ ${web}, policyTypes: [Egress] }`,
      'No Connections',
    ],
    [
      'on everything when a policy of type Egress alone selects db',
      `{ ${db}, policyTypes: [Egress] }`,
      'All Connections',
    ],
    [
      'on everything when ingress rules stand in a policy of type Egress alone',
      `{ ${db}, policyTypes: [Egress], ingress: [{ from: [{ podSelector: { matchLabels: { app: none } } }] }] }`,
      'All Connections',
    ],
    [
      'on nothing when an egress rule without policyTypes leaves db out',
      `{ ${web}, egress: [{ to: [{ podSelector: { matchLabels: { app: none } } }] }] }`,
      'No Connections',
    ],
    [
      'on everything when egress is empty and policyTypes absent, for that isolates ingress alone',
      `{ ${web}, egress: [] }`,
      'All Connections',
    ],
    ['on everything by a rule with nothing in it', `{ ${db}, ingress: [{}] }`, 'All Connections'],
    ['on everything by an empty from', `{ ${db}, ingress: [{ from: [] }] }`, 'All Connections'],
    [
      'on everything by empty ports',
      `{ ${db}, ingress: [{ from: [{ podSelector: {} }], ports: [] }] }`,
      'All Connections',
    ],
    ['on one port by a rule without from', `{ ${db}, ingress: [{ ports: [{ port: 5432 }] }] }`, 'TCP 5432'],
    ['on TCP where the protocol is left out', `{ ${db}, ingress: [{ ports: [{}] }] }`, 'TCP 1-65535'],
    [
      'on all of a protocol where the port is left out',
      `{ ${db}, ingress: [{ ports: [{ protocol: SCTP }] }] }`,
      'SCTP 1-65535',
    ],
    [
      'on a range by endPort',
      `{ ${db}, ingress: [{ ports: [{ protocol: UDP, port: 100, endPort: 200 }] }] }`,
      'UDP 100-200',
    ],
    [
      'on one port where endPort is the port',
      `{ ${db}, ingress: [{ ports: [{ port: 100, endPort: 100 }] }] }`,
      'TCP 100',
    ],
    ['on SCTP', `{ ${db}, ingress: [{ ports: [{ protocol: SCTP, port: 9000 }] }] }`, 'SCTP 9000'],
    [
      'on all ports of its rules together',
      `{ ${db}, ingress: [{ ports: [{ port: 1 }, { port: 2, protocol: UDP }] }, { ports: [{ port: 3 }] }] }`,
      'TCP 1,3,UDP 2',
    ],
    [
      'on what any of its policies allows',
      [`{ ${db}, ingress: [{ ports: [{ port: 1 }] }] }`, `{ ${db}, ingress: [{ ports: [{ port: 2 }] }] }`, `{ ${db} }`],
      'TCP 1-2',
    ],
    [
      'on what both sides allow',
      [
        `{ ${db}, ingress: [{ ports: [{ port: 1, endPort: 10 }] }] }`,
        `{ ${web}, egress: [{ ports: [{ port: 5, endPort: 20 }] }] }`,
      ],
      'TCP 5-10',
    ],
    ['on a named port, in the number db gives it', `{ ${db}, ingress: [{ ports: [{ port: sql }] }] }`, 'TCP 5432'],
    ['on a named port of any of its containers', `{ ${db}, ingress: [{ ports: [{ port: metrics }] }] }`, 'TCP 9187'],
    [
      'on a named port of the same protocol',
      `{ ${db}, ingress: [{ ports: [{ port: dns, protocol: UDP }] }] }`,
      'UDP 53',
    ],
    [
      'on a named port, TCP where the protocol is left out',
      `{ ${db}, ingress: [{ ports: [{ port: dns }] }] }`,
      'TCP 5353',
    ],
    [
      'on nothing by a named port that db does not have',
      `{ ${db}, ingress: [{ ports: [{ port: http }] }] }`,
      'No Connections',
    ],
    [
      'on nothing by a named port of another protocol',
      `{ ${db}, ingress: [{ ports: [{ port: sql, protocol: UDP }] }] }`,
      'No Connections',
    ],
    [
      'on a named port of an egress rule, in the number db gives it',
      `{ ${web}, policyTypes: [Egress], egress: [{ ports: [{ port: sql }] }] }`,
      'TCP 5432',
    ],
    [
      'on nothing by a named port of an egress rule that only web has',
      `{ ${web}, policyTypes: [Egress], egress: [{ ports: [{ port: http }] }] }`,
      'No Connections',
    ],
    [
      'on named and numbered ports together',
      `{ ${db}, ingress: [{ ports: [{ port: sql }, { port: 80 }] }] }`,
      'TCP 80,5432',
    ],
    [
      'on nothing by an ipBlock, as the API reference reads it',
      `{ ${db}, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }] }`,
      'No Connections',
    ],
  ])('%s', (_, specs, expected) => {
    expect(String(shopUnder(specs).allowed('shop/web', 'shop/db'))).toBe(expected);
  });
});

describe('a half alone', () => {
  const connections = shopUnder([
    `{ ${db}, ingress: [{ ports: [{ port: 1, endPort: 10 }] }] }`,
    `{ ${web}, policyTypes: [Egress], egress: [{ ports: [{ port: 5, endPort: 20 }] }] }`,
  ]);

  test.each([
    ['ingress', 'TCP 1-10'],
    ['egress', 'TCP 5-20'],
    ['both', 'TCP 5-10'],
  ] as const)('%s allows %s', (direction, expected) => {
    expect(String(connections.as({ direction }).allowed('shop/web', 'shop/db'))).toBe(expected);
  });

  test('each pair of the list is what allowed says, in every view', () => {
    for (const direction of ['ingress', 'egress', 'both'] as const) {
      const view = connections.as({ direction });
      const listed = new Map(view.list().map(({ from, to, ports }) => [`${from.id} ${to.id}`, String(ports)]));
      for (const from of view.workloads) {
        for (const to of view.workloads) {
          if (from !== to)
            expect(listed.get(`${from.id} ${to.id}`) ?? 'No Connections').toBe(String(view.allowed(from, to)));
        }
      }
    }
  });
});
