import { describe, expect, test } from '@jest/globals';
import { explainedLines, formatList, type ListFormat, listFormats } from '../../../lib/checks/traffic/index.ts';
import { shopUnder } from './shop.ts';

const connections = shopUnder([
  '{ podSelector: {}, policyTypes: [Ingress, Egress] }',
  '{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 5432 }, { protocol: UDP, port: 53 }] }] }',
  '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ podSelector: {} }] }] }',
]);
// Without the addresses and the two workloads that nothing isolates.
const lines = connections.list().filter(({ from, to }) => from.id.startsWith('shop/') && to.id.startsWith('shop/'));
const explained = explainedLines(connections).filter(
  ({ from, to }) => from.id.startsWith('shop/') && to.id.startsWith('shop/'),
);

describe('a listing', () => {
  test.each<[ListFormat, string]>([
    ['text', 'shop/web[Deployment] => shop/db[StatefulSet] : TCP 5432,UDP 53\n'],
    ['csv', 'src,dst,conn\nshop/web[Deployment],shop/db[StatefulSet],"TCP 5432,UDP 53"\n'],
    ['md', '| src | dst | conn |\n|---|---|---|\n| shop/web[Deployment] | shop/db[StatefulSet] | TCP 5432,UDP 53 |\n'],
    [
      'json',
      '[\n  {\n    "src": "shop/web[Deployment]",\n    "dst": "shop/db[StatefulSet]",\n    "conn": "TCP 5432,UDP 53"\n  }\n]\n',
    ],
    [
      'dot',
      `digraph {
  rankdir=LR
  subgraph "cluster_shop" {
    label="shop"
    "shop/db[StatefulSet]" [label="db[StatefulSet]" shape=box]
    "shop/web[Deployment]" [label="web[Deployment]" shape=box]
  }
  "shop/web[Deployment]" -> "shop/db[StatefulSet]" [label="TCP 5432,UDP 53"]
}
`,
    ],
  ])('as %s', (format, expected) => {
    expect(formatList(lines, format)).toBe(expected);
  });

  test.each(listFormats)('as %s names the deciding policies when asked to', (format) => {
    const text = formatList(explained, format);
    expect(text).toContain('egress by shop/policy-2 rule 1');
    expect(text).toContain('ingress by shop/policy-1 rule 1');
  });

  test('of nothing is empty, and still a table where it is one', () => {
    expect(listFormats.map((format) => formatList([], format))).toEqual([
      '',
      '[]\n',
      '| src | dst | conn |\n|---|---|---|\n',
      'src,dst,conn\n',
      'digraph {\n  rankdir=LR\n}\n',
    ]);
  });
});
