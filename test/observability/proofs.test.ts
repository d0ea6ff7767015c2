import { describe, expect, test } from '@jest/globals';
import { checkTree } from '../../lib/checks/index.ts';
import { infraTree } from '../../lib/gitops/infra-tree.ts';
import { type Cluster, eks, existing, faultMessage, k3s } from '../../lib/model/index.ts';
import { edgeFaults } from '../../lib/synth/index.ts';
import { operated } from '../fixtures/watched.ts';
import { watchedPlan } from './watched-tree.ts';

/** What watches stands under the same rules and the same proof of traffic as what it watches. */
const aws = { region: 'eu-central-1', roleArn: 'arn:aws:iam::111122223333:role/metrics', cidrs: ['10.0.48.0/28'] };
const store = { ...aws, bucket: 'logs' };
const clusters: readonly (readonly [string, Cluster])[] = [
  ['a cluster that exists', existing({ capabilities: operated })],
  ['k3s', k3s({ capabilities: operated })],
  ['EKS', eks({ capabilities: operated })],
];

describe.each(clusters)('on %s', (_, cluster) => {
  test.each([
    ['Prometheus of our own', {}],
    ['the Prometheus Operator', { flavour: 'operator' }],
    ['remote write and a bucket', { remoteWrite: { ...aws, url: 'https://aps.example/write' }, objectStorage: store }],
    ['another namespace', { namespace: 'observability-two' }],
  ] as const)('with %s every rule is kept, and exactly the declared connections are open', (_name, parts) => {
    const plan = watchedPlan(parts, { cluster });
    const tree = infraTree([plan]);
    expect(checkTree(tree).map(faultMessage)).toEqual([]);
    expect(edgeFaults(plan, tree).map(faultMessage)).toEqual([]);
  });
});

describe('a door in the wrong place is seen', () => {
  const plan = watchedPlan();
  const tree = infraTree([plan]);

  test.each([
    ['prod/observability/NetworkPolicy.grafana.yaml', 'egress', 'edge grafana → loki TCP 3100'],
    ['prod/observability/NetworkPolicy.loki.yaml', 'ingress', 'edge grafana → loki TCP 3100'],
    [
      'prod/observability-nodes/NetworkPolicy.node-exporter.yaml',
      'ingress',
      'edge prometheus → node-exporter TCP 9100',
    ],
    ['prod/shop-mailer/NetworkPolicy.shop-mailer.yaml', 'ingress', '→ mailer TCP 9100'],
  ])('without the %s, %s side', (path, half, edge) => {
    const policy = structuredClone(tree.get(path)) as unknown as { spec: Record<string, unknown> };
    delete policy.spec[half];
    const faults = edgeFaults(plan, new Map([...tree, [path, policy as never]])).map(faultMessage);
    expect(faults.join('\n')).toContain(edge);
  });
});
