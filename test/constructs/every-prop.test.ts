import { describe, expect, test } from '@jest/globals';
import { argocdTree } from '../../lib/gitops/argocd.ts';
import {
  type Capabilities,
  type DatabaseProps,
  type EdgeProps,
  type Environment,
  type ExceptionProps,
  k3s,
  type Stack,
  type ThreeTierProps,
  threeTier,
  type WorkloadProps,
} from '../../lib/model/index.ts';
import type { Tree } from '../../lib/render/tree.ts';
import { toYaml } from '../../lib/render/yaml.ts';
import { cart, environment, withWorkload } from '../fixtures/base.ts';
import { observability } from '../fixtures/watched.ts';
import { planOf } from '../model/plan/plan-of.ts';
import { renderedStacks } from './rendered.ts';

/**
 * Every prop that a person can write changes what is rendered. The compiler demands a value for each (`Required`), so a new prop
 * comes here by itself, and one that isn't wired through fails. `undefined` in a base stands for the prop's absence.
 */
type Values<T> = { readonly [K in keyof Required<T>]: Required<T>[K] };

function everyPropIsWired<T extends object>(
  title: string,
  base: T,
  values: Values<T>,
  render: (props: T) => Tree,
): void {
  describe(title, () => {
    test.each(Object.keys(values) as (keyof T & string)[])('%s', (key) => {
      expect(base).not.toHaveProperty(key, values[key]);
      expect(text(render({ ...base, [key]: values[key] }))).not.toBe(text(render(base)));
    });
  });
}

const amounts = { cpu: '60m', memory: '70Mi' };
const resources = { requests: amounts, limits: amounts };
const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }];

/** A stack around one workload that has all that its props refer to. */
function around(search: WorkloadProps, where: Partial<Environment> = {}): Tree {
  const workloads = { search: { ports: { http: 8080, admin: 9000 }, ...search }, other: {} };
  return renderedStacks([{ domain: 'shop', name: 'search', workloads }], { replicas: {}, ...where });
}

// what it promises is wired in test/observability
everyPropIsWired<Omit<WorkloadProps, 'slo'>>(
  'a workload',
  { replicas: 4 },
  {
    tier: 'worker',
    image: 'vendor/search',
    command: ['/search'],
    args: ['--fast'],
    ports: { http: 8081 },
    health: { liveness: { http: '/alive' } },
    metrics: { port: 'http' },
    env: { A: 'b' },
    config: { '/etc/a': 'b' },
    secrets: { A: { secret: 'b', key: 'c' } },
    resources: 'large',
    replicas: 5,
    autoscaling: { min: 2, max: 3, cpuPercent: 60 },
    maxUnavailableInDrain: 2,
    spread: 'required',
    rollout: { maxSurge: 2 },
    routes: [{ path: '/a' }],
    internet: [{ cidr: '1.1.1.0/24', why: 'it asks' }],
    kubernetesApi: { rules, why: 'it looks' },
    scratch: ['/cache'],
    user: 2000,
    waitsFor: ['other'],
  },
  // a workload is scaled by itself or has a number, never both
  ({ replicas, ...props }) => around(props.autoscaling || replicas === undefined ? props : { ...props, replicas }),
);

const probe = { http: '/alive' };
everyPropIsWired<NonNullable<WorkloadProps['health']>>(
  "a workload's health",
  {},
  { liveness: probe, readiness: probe, startup: probe },
  (health) => around({ health }),
);

describe.each(['liveness', 'readiness', 'startup'] as const)("a workload's %s probe", (which) => {
  type ProbeProps = NonNullable<NonNullable<WorkloadProps['health']>['liveness']>;
  everyPropIsWired<ProbeProps>(
    'has',
    { http: '/health' },
    {
      http: '/alive',
      tcp: 'admin',
      exec: ['/bin/true'],
      port: 'admin',
      periodSeconds: 7,
      timeoutSeconds: 2,
      failureThreshold: 9,
    },
    ({ http, ...props }) => around({ health: { [which]: props.tcp || props.exec ? props : { http, ...props } } }),
  );
});

everyPropIsWired<Exclude<NonNullable<WorkloadProps['ports']>[string], number>>(
  'a port',
  { port: 5000 },
  { port: 5001, protocol: 'UDP' },
  (port) => around({ ports: { http: 8080, game: port } }),
);

everyPropIsWired<NonNullable<WorkloadProps['secrets']>[string]>(
  'a secret',
  { secret: 'token', key: 'value' },
  { secret: 'other', key: 'old-value' },
  (secret) => around({ secrets: { TOKEN: secret } }),
);

everyPropIsWired<NonNullable<WorkloadProps['metrics']>>(
  "a workload's metrics",
  { port: 'http' },
  { port: 'admin', path: '/stats', convention: 'otel' },
  (metrics) => around({ metrics }, { observability }),
);

everyPropIsWired<NonNullable<WorkloadProps['autoscaling']>>(
  "a workload's autoscaling",
  { min: 2, max: 4, cpuPercent: 70 },
  { min: 3, max: 5, cpuPercent: 60, requestsPerSecond: 50, custom: { waiting: '10' } },
  (autoscaling) => around({ autoscaling }),
);

everyPropIsWired<NonNullable<WorkloadProps['rollout']>>(
  "a workload's rollout",
  {},
  { maxSurge: 3, deadlineSeconds: 90 },
  (rollout) => around({ rollout }),
);

everyPropIsWired<NonNullable<WorkloadProps['routes']>[number]>(
  'a route',
  { path: '/a' },
  { path: '/b', host: 'find', port: 'admin' },
  (route) => around({ routes: [route] }),
);

everyPropIsWired<NonNullable<WorkloadProps['internet']>[number]>(
  'a destination outside',
  { name: 'a.example', cidrs: ['1.1.1.0/24'], why: 'it asks' },
  {
    cidr: '1.1.3.0/24',
    name: 'b.example',
    cidrs: ['1.1.2.0/24'],
    anyAddress: true,
    port: 22,
    why: 'it pulls',
  },
  ({ cidr, cidrs, ...props }) => {
    const { name, ...unnamed } = props;
    if (cidr) return around({ internet: [{ ...unnamed, cidr }] });
    return around({ internet: [props.anyAddress || cidrs === undefined ? props : { ...props, cidrs }] });
  },
);

everyPropIsWired<NonNullable<WorkloadProps['kubernetesApi']>>(
  'what a workload may ask the Kubernetes API',
  { rules, why: 'it looks' },
  { rules: [{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['get'] }], why: 'it counts' },
  (kubernetesApi) => around({ kubernetesApi }),
);

const migration = { workload: 'search', command: ['migrate'] };
const withDatabase = (main: DatabaseProps) => {
  const edges = [{ from: 'search', to: 'main', why: 'it keeps' }];
  const stack: Stack = withWorkload({}, { workloads: { search: {}, other: {} }, databases: { main }, edges });
  const capability = { managedDatabase: { zone: 'db.internal', cidrs: ['10.9.0.0/16'] } };
  const cluster = { ...environment.cluster, capabilities: { ...environment.cluster.capabilities, ...capability } };
  return renderedStacks([stack], { cluster });
};

everyPropIsWired<DatabaseProps>(
  'a database',
  {},
  { version: '16', sizeGi: 20, resources, managed: true, migration, backup: false },
  withDatabase,
);

everyPropIsWired<NonNullable<DatabaseProps['migration']>>(
  'a migration',
  migration,
  { workload: 'other', command: ['migrate', '--up'], timeoutSeconds: 60 },
  (props) => withDatabase({ migration: props }),
);

everyPropIsWired<Exclude<NonNullable<DatabaseProps['backup']>, false>>(
  'a backup',
  {},
  { schedule: '0 1 * * *', keep: 30 },
  (backup) => withDatabase({ backup }),
);

everyPropIsWired<EdgeProps>(
  'an edge',
  { from: 'search', to: 'other', why: 'it asks' },
  { from: 'third', to: 'third', port: 'admin', why: 'it pushes' },
  (edge) => {
    const ports = { http: 8000, admin: 8001 };
    const edges = [edge.to === edge.from ? { ...edge, to: 'other' } : edge];
    return renderedStacks([
      { domain: 'shop', name: 'search', workloads: { search: {}, other: { ports }, third: { ports } }, edges },
    ]);
  },
);

everyPropIsWired<ExceptionProps>(
  'an exception',
  { rule: 'pod/host-path', of: 'search', kind: 'Deployment', until: '2027-03-01', reason: 'it reads' },
  {
    rule: 'pod/host-port',
    of: 'other',
    kind: 'Service',
    until: '2027-03-02',
    reason: 'it writes',
    environments: ['dev'],
  },
  (exception) => {
    const edges = [{ from: 'other', to: 'search', why: 'it asks' }];
    const workloads = { search: { ports: { http: 8080 } }, other: {} };
    return renderedStacks([{ domain: 'shop', name: 'search', workloads, edges, exceptions: [exception] }]);
  },
);

everyPropIsWired<ThreeTierProps>(
  'a three-tier stack',
  { domain: 'shop', name: 'cart' },
  {
    domain: 'store',
    name: 'basket',
    host: 'buy',
    app: { user: 2000 },
    api: { user: 2000 },
    service: { user: 2000 },
    database: { sizeGi: 20 },
    exceptions: [{ rule: 'pod/host-path', of: 'api', kind: 'Deployment', until: '2027-03-01', reason: 'it reads' }],
  },
  (props) => renderedStacks([threeTier(props)]),
);

const prod: Environment = environment;
everyPropIsWired<Environment>(
  'an environment',
  prod,
  {
    name: 'live',
    namespace: 'shop-live',
    cluster: { ...prod.cluster, capabilities: { ...prod.cluster.capabilities, storageClass: 'fast' } },
    domain: 'store.example',
    registry: { host: 'registry.example/shop' },
    images: 'tag',
    tls: { kind: 'cert-manager', clusterIssuer: 'ca' },
    quota: { cpu: '30', memory: '40Gi', pods: 200, storage: '200Gi' },
    stacks: [],
    gitops: { repository: 'https://git.example/other.git' },
    observability,
    retired: ['shop/gone'],
    sizes: { small: resources },
    replicas: { floor: 3 },
  },
  (where) => new Map([...renderedStacks([cart], where), ...argocdTree(planOf({ environment: where }).environment)]),
);

const user = withWorkload(
  {
    metrics: { port: 'http' },
    secrets: { TOKEN: { secret: 'token', key: 'value' } },
    kubernetesApi: { rules, why: 'it looks' },
    internet: [{ name: 'a.example', anyAddress: true, why: 'it asks' }],
  },
  { databases: { main: { managed: true } } },
);
// what only refuses stacks changes no tree, and test/fixtures/invalid has a fixture of each; the metrics adapter is in test/observability
everyPropIsWired<Omit<Capabilities, 'enforcesNetworkPolicy' | 'customMetrics' | 'issuer'>>(
  'a capability of a cluster',
  prod.cluster.capabilities,
  {
    storageClass: 'fast',
    ingress: { kind: 'alb', className: 'alb', sourceCidrs: ['10.8.0.0/16'] },
    secrets: { kind: 'external-secrets', store: 'vault' },
    managedDatabase: { zone: 'db.internal', cidrs: ['10.9.0.0/16'] },
    dns: { namespace: 'dns', labels: { app: 'dns' } },
    scraper: { namespace: 'metrics', labels: { app: 'metrics' } },
    apiServer: { cidrs: ['10.7.0.0/16'], port: 443 },
    stableNodes: { market: 'on-demand' },
    clusterCidrs: ['11.0.0.0/16'],
  },
  (capabilities) => renderedStacks([user], { cluster: k3s({ capabilities }) }),
);

everyPropIsWired<Environment['gitops']>(
  "an environment's repository",
  prod.gitops,
  { repository: 'https://git.example/other.git', revision: 'release' },
  (gitops) => argocdTree({ ...prod, gitops }),
);

test('an environment with a ceiling has no more pods than that', () => {
  expect(text(renderedStacks([cart], { replicas: { ceiling: 1 } }))).not.toBe(
    text(renderedStacks([cart], { replicas: {} })),
  );
});

function text(tree: Tree): string {
  return [...tree].map(([path, object]) => `${path}\n${toYaml(object)}`).join('---\n');
}
