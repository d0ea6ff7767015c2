import { describe, expect, test } from '@jest/globals';
import { type GraphEdge, type TrafficGraph, trafficGraph } from '../../../lib/checks/graph/index.ts';
import { connectionText, solve } from '../../../lib/checks/traffic/index.ts';
import fc from '../../random.ts';
import { cluster } from '../traffic/arbitrary.ts';
import { deployment, policyFor, rule, shopTree, treeOf } from './shops.ts';

const between = ({ edges }: TrafficGraph, from: string, to: string): readonly GraphEdge[] =>
  edges.filter((edge) => edge.from === `shop/${from}[Deployment]` && edge.to === `shop/${to}[Deployment]`);
const pair = [deployment('web', 'app'), deployment('api', 'api')];

test('every connection of a listing is an edge of the graph, and every allowed edge a connection of the listing', () => {
  fc.assert(
    fc.property(cluster, (objects) => {
      const tree = treeOf(objects);
      const { nodes, edges } = trafficGraph(tree);
      const node = new Map(nodes.map((each) => [each.id, each]));
      const ends = (id: string) => (node.get(id)!.kind === 'addresses' ? node.get(id)!.ranges : [id]);
      const drawn = edges
        .filter(
          ({ state, from, to }) =>
            /declared$/.test(state) && [from, to].every((id) => node.get(id)!.kind !== 'outside'),
        )
        .flatMap(({ from, to, ports }) =>
          ends(from).flatMap((source) => ends(to).map((target) => `${source} => ${target} : ${ports}`)),
        );
      expect(drawn.sort()).toEqual(solve(tree).list().map(connectionText).sort());
    }),
    { numRuns: 100 },
  );
});

describe('what is declared against what is allowed', () => {
  test('an edge that both halves mean is declared, with the reason that its annotation gives and the rules that decided', () => {
    const graph = trafficGraph(
      shopTree(
        ...pair,
        policyFor('web', `  egress: [${rule('to', 'api', 80)}]`, 'to own/shop/api TCP 80: pages ask it'),
        policyFor('api', `  ingress: [${rule('from', 'web', 80)}]`, 'from own/shop/web TCP 80: pages ask it'),
      ),
    );
    expect(between(graph, 'web', 'api')).toEqual([
      expect.objectContaining({
        ports: 'TCP 80',
        state: 'declared',
        reasons: ['pages ask it'],
        because: ['egress by shop/web rule 1', 'ingress by shop/api rule 1'],
      }),
    ]);
  });

  test('an edge that one half alone means is missing, and the other half is named', () => {
    const graph = trafficGraph(
      shopTree(...pair, policyFor('web', `  egress: [${rule('to', 'api', 80)}]`), policyFor('api', '')),
    );
    const [edge] = between(graph, 'web', 'api');
    expect(edge).toMatchObject({ ports: 'TCP 80', state: 'missing' });
    expect(edge?.because.join('\n')).toContain('policy shop/api isolates it, and none of its rules lets in');
  });

  test('an edge that an annotation lists and no rule is there for is missing', () => {
    const line = 'to own/shop/api TCP 80: pages ask it';
    const graph = trafficGraph(shopTree(...pair, policyFor('web', '', line)));
    expect(between(graph, 'web', 'api')).toMatchObject([
      { ports: 'TCP 80', state: 'missing', reasons: ['pages ask it'] },
    ]);
  });

  test('an edge by rules that the annotations of their policies do not list is undeclared', () => {
    const other = 'to dns UDP 53: it looks up names';
    const graph = trafficGraph(
      shopTree(
        ...pair,
        policyFor('web', `  egress: [${rule('to', 'api', 80)}]`, other),
        policyFor('api', `  ingress: [${rule('from', 'web', 80)}]`, other),
      ),
    );
    expect(between(graph, 'web', 'api')).toMatchObject([{ state: 'undeclared' }]);
  });

  test('what no policy forbids is undeclared, and says so at the workload', () => {
    const graph = trafficGraph(shopTree(...pair));
    expect(between(graph, 'web', 'api')).toMatchObject([{ ports: 'All Connections', state: 'undeclared' }]);
    expect(graph.nodes.find(({ name }) => name === 'web')).toMatchObject({ open: ['ingress', 'egress'], tier: 'app' });
  });

  test('an edge that only some network plugins let through is contested, with the doubt', () => {
    const everywhere = '  egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: 80 }] }]';
    const graph = trafficGraph(
      shopTree(...pair, policyFor('web', everywhere), policyFor('api', `  ingress: [${rule('from', 'web', 80)}]`)),
    );
    const edges = between(graph, 'web', 'api');
    expect(edges.map(({ state }) => state).sort()).toEqual(['contested', 'missing']);
    expect(edges.find(({ state }) => state === 'contested')?.doubts.join()).toContain('whether an ipBlock means pods');
  });
});

test('addresses of both families are told apart, and most of a family is the internet', () => {
  const egress = '  egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }, { ipBlock: { cidr: "2001:db8::/32" } }] }]';
  const { nodes, edges } = trafficGraph(shopTree(deployment('web'), policyFor('web', egress)));
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  expect(edges.map(({ to, ipv6 }) => [names.get(to), ipv6])).toEqual([
    ['Internet', false],
    ['2001:db8::/32', true],
  ]);
});

test('a tree with too many connections to draw is refused with a hint', () => {
  const many = Array.from({ length: 150 }, (_, place) => deployment(`w${place}`));
  expect(() => trafficGraph(shopTree(...many))).toThrow(/found \d+ connections, expected at most 20000/);
});
