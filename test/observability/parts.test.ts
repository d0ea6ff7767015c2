import { describe, expect, test } from '@jest/globals';
import { type Cluster, eks, k3s } from '../../lib/model/index.ts';
import { secretCommand, secretsToMake } from '../../lib/synth/index.ts';
import { type Loose, objectOf, objectsOf } from '../constructs/rendered.ts';
import { operated } from '../fixtures/watched.ts';
import { stacks, watchedPlan, watchedTree } from './watched-tree.ts';

const tree = watchedTree();
const inFolder = (folder: string) => new Map([...tree].filter(([path]) => path.startsWith(`prod/${folder}/`)));
const own = inFolder('observability');
const nodes = inFolder('observability-nodes');

test('nine parts run, in two namespaces', () => {
  const runners = [...tree.values()].filter(
    ({ kind, metadata }) =>
      /^(Deployment|StatefulSet|DaemonSet)$/.test(kind) && metadata.namespace?.startsWith('observability'),
  );
  expect(runners.map(({ metadata }) => metadata.name).sort()).toEqual([
    'alertmanager',
    'alloy',
    'collector',
    'grafana',
    'kube-state-metrics',
    'loki',
    'node-exporter',
    'prometheus',
    'tempo',
  ]);
  expect(objectOf(nodes, 'DaemonSet').metadata.namespace).toBe('observability-nodes');
});

describe('rights', () => {
  const rulesOf = (object: Loose): string =>
    object.rules.map(({ resources, verbs }: Loose) => `${verbs.join(',')} ${resources.join(',')}`).join('; ');

  test('Prometheus sees pods of its own environment, and of the cluster the nodes alone', () => {
    const roles = objectsOf(own, 'Role').filter(({ metadata }) => metadata.name.startsWith('prometheus'));
    expect(roles.map(({ metadata }) => metadata.namespace).sort()).toEqual([
      'observability',
      'observability-nodes',
      'shop-prod',
    ]);
    expect(new Set(roles.map(rulesOf))).toEqual(new Set(['get,list,watch pods']));
    expect(rulesOf(objectOf(own, 'ClusterRole', 'observability-prometheus'))).toBe(
      'get,list,watch nodes; get nodes/metrics',
    );
  });

  test('nobody may read Secrets or ConfigMaps', () => {
    const rules = [...objectsOf(tree, 'Role'), ...objectsOf(tree, 'ClusterRole')].map(rulesOf).join(' ');
    expect(rules).not.toMatch(/secrets|configmaps|\*/);
  });

  test('cluster-wide names carry the namespace, so that two environments of a cluster keep apart', () => {
    const names = (where: ReturnType<typeof watchedTree>) =>
      objectsOf(where, 'ClusterRole').map(({ metadata }) => metadata.name);
    expect(names(tree).filter((name) => names(watchedTree({ namespace: 'observability-two' })).includes(name))).toEqual(
      [],
    );
  });
});

test('node-exporter alone reads folders of its node, read-only, and shares nothing else of it', () => {
  const { spec } = objectOf(nodes, 'DaemonSet').spec.template;
  expect(spec).not.toHaveProperty('hostNetwork');
  expect(spec).not.toHaveProperty('hostPID');
  const mounts = spec.containers[0].volumeMounts.filter(({ name }: Loose) => name.startsWith('node-'));
  expect(mounts.map(({ readOnly }: Loose) => readOnly)).toEqual([true, true, true]);
  const others = [...own.values()].filter((object: Loose) => JSON.stringify(object).includes('hostPath'));
  expect(others).toEqual([]);
});

test('Prometheus forgets by age and by size, before its volume is full', () => {
  const { spec } = objectOf(own, 'StatefulSet', 'prometheus');
  const { args } = spec.template.spec.containers[0];
  expect(args).toContain('--storage.tsdb.retention.time=35d');
  expect(args).toContain('--storage.tsdb.retention.size=18432MB');
  expect(spec.volumeClaimTemplates[0].spec.resources.requests.storage).toBe('20Gi');
});

test('the address of Slack is a file from a Secret, and in no object', () => {
  const { volumes, containers } = objectOf(own, 'StatefulSet', 'alertmanager').spec.template.spec;
  expect(volumes).toContainEqual({
    name: 'secret-slack',
    secret: { secretName: 'slack', items: [{ key: 'url', path: 'url' }] },
  });
  expect(containers[0].volumeMounts).toContainEqual({ name: 'secret-slack', mountPath: '/etc/slack', readOnly: true });
  expect(JSON.stringify([...tree.values()])).not.toMatch(/hooks\.slack\.com\/services/);
});

test('where External Secrets fills them, Slack and Grafana get theirs from the store', () => {
  const filled = watchedTree({}, { cluster: eks() });
  const names = objectsOf(filled, 'ExternalSecret').filter(({ metadata }) => metadata.namespace === 'observability');
  expect(names.map(({ metadata }) => metadata.name).sort()).toEqual(['grafana-admin', 'slack']);
});

test('the metrics adapter of EKS may ask Prometheus, and nothing else of ours', () => {
  const adapter = { matchLabels: { 'app.kubernetes.io/name': 'prometheus-adapter' } };
  const letIn = (cluster: Cluster) =>
    objectsOf(watchedTree({}, { cluster }), 'NetworkPolicy')
      .filter(({ spec }) => JSON.stringify(spec.ingress ?? []).includes(JSON.stringify(adapter)))
      .map(({ metadata }) => metadata.name);
  expect(letIn(eks())).toEqual(['prometheus']);
  expect(letIn(eks({ capabilities: { customMetrics: true } }))).toEqual([]);
  expect(letIn({ ...eks(), of: { environment: 'staging' } })).toEqual([]);
});

test('on AWS, Prometheus writes and Loki and Tempo store with IAM roles', () => {
  const aws = { region: 'eu-central-1', roleArn: 'arn:aws:iam::111122223333:role/metrics', cidrs: ['10.0.48.0/28'] };
  const cloud = watchedTree(
    { remoteWrite: { ...aws, url: 'https://aps.example/write' }, objectStorage: { ...aws, bucket: 'logs' } },
    { cluster: eks() },
  );
  const roles = objectsOf(cloud, 'ServiceAccount').filter(
    ({ metadata }) => metadata.annotations['eks.amazonaws.com/role-arn'],
  );
  expect(roles.map(({ metadata }) => metadata.name).sort()).toEqual(['loki', 'prometheus', 'tempo']);
  const config = JSON.stringify([...cloud.values()]);
  expect(config).toContain('sigv4');
  expect(config).toContain('bucketnames: logs');
});

test('a workload that speaks OpenTelemetry is told where traces go, and whose it is', () => {
  const { env } = objectOf(tree, 'Deployment', 'shop-cart-api').spec.template.spec.containers[0];
  expect(env).toContainEqual({ name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: 'http://collector.observability:4318' });
  expect(env).toContainEqual({ name: 'OTEL_SERVICE_NAME', value: 'shop-cart-api' });
  expect(env).toContainEqual({
    name: 'OTEL_RESOURCE_ATTRIBUTES',
    value: 'deployment.environment.name=prod,job=shop-cart/api,service.namespace=shop-cart',
  });
  const seed = objectOf(tree, 'Deployment', 'shop-search').spec.template.spec.containers[0];
  expect(JSON.stringify(seed)).not.toContain('OTEL');
});

describe('with an Operator', () => {
  const monitored = watchedTree({ flavour: 'operator' }, { cluster: k3s({ capabilities: operated }) });

  test('every workload that declares metrics has a monitor of 15 seconds, and workers one of pods', () => {
    const services = objectsOf(monitored, 'ServiceMonitor');
    expect(services.map(({ metadata }) => metadata.name).sort()).toEqual([
      'shop-cart-api',
      'shop-cart-service',
      'shop-search',
    ]);
    expect(new Set(services.map(({ spec }) => spec.endpoints[0].interval))).toEqual(new Set(['15s']));
    expect(objectOf(monitored, 'PodMonitor', 'shop-mailer').spec.podMetricsEndpoints[0]).toMatchObject({
      port: 'metrics',
      path: '/metrics',
    });
  });

  test('the same rules come as a PrometheusRule, and Prometheus is not ours', () => {
    const { groups } = objectOf(monitored, 'PrometheusRule').spec;
    expect(groups.map(({ name }: Loose) => name)).toContain('slo');
    expect(objectsOf(monitored, 'StatefulSet').map(({ metadata }) => metadata.name)).not.toContain('prometheus');
  });
});

test('every workload that declares metrics is a target, and nothing else is', () => {
  const { observability } = watchedPlan();
  expect(observability?.targets.map(({ id }) => id)).toEqual([
    'shop/cart/api',
    'shop/cart/service',
    'shop/mailer/mailer',
    'shop/search/search',
  ]);
  expect(stacks.length).toBe(3);
  const scraped = objectsOf(tree, 'Deployment').filter(
    ({ metadata, spec }) =>
      metadata.namespace === 'shop-prod' && spec.template.metadata.annotations?.['prometheus.io/scrape'] === 'true',
  );
  const names = observability?.targets.map(({ name }) => name) ?? [];
  expect(scraped.map(({ metadata }) => metadata.name).sort()).toEqual([...names].sort());
});

test('the Secrets that somebody must make are told with their namespace', () => {
  const reader = 'what watches the environment';
  const ours = secretsToMake(watchedPlan()).filter(({ namespace }) => namespace === 'observability');
  expect(ours).toContainEqual({ name: 'slack', namespace: 'observability', kind: 'opaque', keys: ['url'], reader });
  expect(ours.map((secret) => secretCommand('shop-prod', secret))).toContain(
    'kubectl --namespace observability create secret generic grafana-admin --from-env-file=/dev/stdin',
  );
});
