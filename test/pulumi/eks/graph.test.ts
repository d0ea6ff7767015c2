import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isSecret } from '@pulumi/pulumi';
import { cloudFaults } from '../../../lib/cloud/invariants/index.ts';
import { aws } from '../../../lib/cloud/types.ts';
import { loadPlatform } from '../../../lib/load/platform.ts';
import { eksVersions } from '../../../lib/model/aws/versions.ts';
import { faultMessage, type Plan, type Stack, type WorkloadProps } from '../../../lib/model/index.ts';
import { privateKeyText, publicKeyOf } from '../../../lib/pulumi/clusters/eks/ssh-key.ts';
import { plansOf } from '../../../lib/synth/index.ts';
import { observability } from '../../fixtures/watched.ts';
import { collect, recommended } from './collect.ts';
import { planOn, presets } from './presets.ts';

// everything that `pulumi up` would ask an account for
describe.each(Object.entries(presets))('a %s cluster', (_, props) => {
  test('keeps every invariant', async () => {
    const { graph } = await collect(planOn(props));
    expect(cloudFaults(graph).map(faultMessage)).toEqual([]);
  });
});

test('the environment prod of this project keeps every invariant, with the databases of its stacks', async () => {
  const [plan] = plansOf(await loadPlatform(join(import.meta.dirname, '..', '..', '..'), ['prod']));
  const { graph, cluster } = await collect(plan!);
  expect(cloudFaults(graph).map(faultMessage)).toEqual([]);
  expect(graph.ofType(aws.database).map(({ name }) => name)).toEqual([
    'unifyops-prod-portal-backstage-postgres',
    'unifyops-prod-portal-platform-api-postgres',
  ]);
  expect(Object.keys(cluster.outputs)).toEqual(
    expect.arrayContaining([
      'nameServers',
      'roleArn.prometheus',
      'bucket.observability',
      'databaseEndpoint.portal-backstage-postgres',
    ]),
  );
});

describe('autoscalers that ask for more than CPU have somebody who answers', () => {
  const adapters = async (plan: Plan) =>
    (await collect(plan)).graph
      .ofType('kubernetes:helm.sh/v3:Release')
      .filter(({ props }) => props.chart === 'prometheus-adapter')
      .map(({ props }) => props);

  test('for the stacks of prod: requests a second from the counters of both conventions, and the metric of analytics', async () => {
    const [plan] = plansOf(await loadPlatform(join(import.meta.dirname, '..', '..', '..'), ['prod']));
    const served = { namespace: { resource: 'namespace' }, pod: { resource: 'pod' } };
    expect(await adapters(plan!)).toMatchObject([
      {
        namespace: 'kube-system',
        version: eksVersions.charts['prometheus-adapter']!.version,
        values: {
          prometheus: { url: 'http://prometheus.observability.svc', port: 9090 },
          rules: {
            default: false,
            custom: [
              {
                seriesQuery: 'events_waiting{namespace!="",pod!=""}',
                resources: { overrides: served },
                metricsQuery: 'sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)',
              },
              {
                name: { as: 'http_requests_per_second' },
                resources: { overrides: served },
                metricsQuery: expect.stringMatching(
                  /^sum\(rate\(\{__name__=~"http_server_request_duration_seconds_count\|app_requests_total",/,
                ),
              },
            ],
          },
        },
      },
    ]);
  });

  test('where all scale by CPU, or somebody else serves metrics, it is not installed', async () => {
    const scaled = (autoscaling: NonNullable<WorkloadProps['autoscaling']>): Stack[] => [
      {
        domain: 'shop',
        name: 'search',
        workloads: { search: { ports: { http: 8080 }, metrics: { port: 'http' }, autoscaling } },
      },
    ];
    const watched = { observability };
    const byCpu = scaled({ min: 2, max: 4, cpuPercent: 70 });
    const byRequests = scaled({ min: 2, max: 4, requestsPerSecond: 50 });
    expect(await adapters(planOn({}, byCpu, watched))).toEqual([]);
    expect(await adapters(planOn({ capabilities: { customMetrics: true } }, byRequests))).toEqual([]);
    expect(await adapters(planOn({}, byRequests, watched))).toHaveLength(1);
  });
});

test.each([
  ['1.36', eksVersions.supported['1.36']!.addons['kube-proxy']],
  ['1.37', recommended],
])('kube-proxy of Kubernetes %s is of the build that is pinned, or that AWS recommends', async (version, build) => {
  const { graph } = await collect(planOn({ version }));
  const [proxy] = graph.ofType(aws.addon).filter(({ props }) => props.addonName === 'kube-proxy');
  expect(proxy?.props.addonVersion).toBe(build);
});

test('the kubeconfig holds a command and no credential, and is a secret', async () => {
  const { cluster } = await collect(planOn({}));
  expect(await isSecret(cluster.kubeconfig)).toBe(true);
  const text = await new Promise<string>((done) => cluster.kubeconfig.apply(done));
  expect(JSON.parse(text).users[0].user.exec).toMatchObject({
    command: 'aws',
    args: expect.arrayContaining(['get-token']),
  });
  expect(text).not.toContain('"token"');
});

test('the key pair of machines is made where it is asked for; its private half is in no output of the cluster', async () => {
  const { graph, cluster } = await collect(planOn({ nodes: { sshKey: true } }));
  expect(graph.ofType('aws:ec2/keyPair:KeyPair')).toHaveLength(1);
  expect(Object.keys(cluster.outputs)).toContain('nodeKeySecret');
  const key = privateKeyText();
  expect(publicKeyOf(key)).toMatch(/^ssh-ed25519 AAAAC3NzaC1lZDI1NTE5/);
  expect(publicKeyOf(key)).toBe(publicKeyOf(key));
});

test('an update may replace what is protected if the settings say so, and its graph says that they do', async () => {
  const { graph } = await collect(planOn({}), { eks: JSON.stringify({ allowReplace: true }) });
  expect(graph.ofType(aws.database).map(({ protect }) => protect)).toEqual([false]);
  expect(cloudFaults(graph)).toEqual([]);
});
