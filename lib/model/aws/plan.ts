import type { Environment } from '../environment/environment-props.ts';
import { prometheusHost } from '../observability/peers.ts';
import { observabilityOf } from '../observability/settings.ts';
import type { Application, ManagedDatabase, Plan, Workload } from '../plan/plan.ts';
import { postgresPort } from '../plan/targets.ts';
import { ownPorts } from '../values/port.ts';
import type {
  BucketPlan,
  Identity,
  Infrastructure,
  ManagedInstance,
  PodMetrics,
  Pool,
  Tags,
} from './infrastructure.ts';
import { marketLabel } from './names.ts';
import { type AwsSettings, awsSettings } from './settings.ts';
import { subnetsOf } from './subnets.ts';
import { eksVersions } from './versions.ts';

/** What an environment's plan takes on AWS; `undefined` if it runs elsewhere. */
export function infrastructureOf({ environment, applications, observability }: Plan): Infrastructure | undefined {
  if (environment.cluster.kind !== 'eks') return undefined;
  const settings = awsSettings(environment);
  const { zones, nat, version } = settings;
  return {
    environment: environment.name,
    domain: environment.domain,
    databaseZone: environment.cluster.capabilities.managedDatabase?.zone ?? 'db.internal',
    settings,
    subnets: subnetsOf(settings.cidr, zones),
    natZones: nat === 'one' ? zones.slice(0, 1) : zones,
    addons: { ...eksVersions.supported[version]?.addons, ...eksVersions.addons },
    pools: poolsOf(settings),
    databases: applications.flatMap((application) => instancesOf(environment, settings, application)),
    databasePorts: environment.cluster.capabilities.managedDatabase?.ownPorts ? ownPorts : onePort,
    buckets,
    podPorts: podPorts([...applications.flatMap(({ workloads }) => workloads), ...(observability?.parts ?? [])]),
    identities,
    podMetrics: podMetricsOf(environment, applications),
    tags: tagsOf(environment, settings, 'platform'),
  };
}

const onePort = { first: postgresPort.port, last: postgresPort.port };

const buckets: readonly BucketPlan[] = [
  { purpose: 'backups', expireDays: 90 },
  { purpose: 'observability', expireDays: 90 }, // Loki and Tempo take theirs away earlier
  { purpose: 'state', expireDays: undefined },
];

const identities: readonly Identity[] = [
  { name: 'autoscaler', namespace: 'kube-system', serviceAccounts: ['cluster-autoscaler'] },
  { name: 'cni', namespace: 'kube-system', serviceAccounts: ['aws-node'] },
  { name: 'ebs-csi', namespace: 'kube-system', serviceAccounts: ['ebs-csi-controller-sa'] },
  { name: 'external-dns', namespace: 'external-dns', serviceAccounts: ['external-dns'] },
  { name: 'external-secrets', namespace: 'external-secrets', serviceAccounts: ['external-secrets'] },
  { name: 'load-balancer', namespace: 'kube-system', serviceAccounts: ['aws-load-balancer-controller'] },
  { name: 'observability', namespace: 'observability', serviceAccounts: ['loki', 'tempo'] },
  { name: 'prometheus', namespace: 'observability', serviceAccounts: ['prometheus'] },
];

function poolsOf({ nodes: { base, spot } }: AwsSettings): readonly Pool[] {
  const given = [
    ...(base === false ? [] : [{ name: 'base', market: 'on-demand', props: base } as const]),
    ...Object.entries(spot).map(([name, props]) => ({ name, market: 'spot', props }) as const),
  ];
  return given.map(({ name, market, props: { diskGi = 50, labels, taints = [], ...rest } }) => ({
    ...rest,
    name,
    market,
    diskGi,
    labels: { ...labels, [marketLabel]: market, 'unifyops.dev/pool': name },
    taints,
  }));
}

function instancesOf(
  environment: Environment,
  settings: AwsSettings,
  { id: stack, databases }: Application,
): readonly ManagedInstance[] {
  const { classes, multiAz } = settings.databases;
  return databases
    .filter((database): database is ManagedDatabase => database.kind === 'managed')
    .map(({ id, name, port, version, database, size, sizeGi }) => ({
      id,
      stack,
      name: `${settings.name}-${name}`,
      host: name,
      port,
      secret: `${environment.name}/${name}`,
      version,
      database,
      instanceClass: classes[size] ?? '',
      sizeGi: Math.max(sizeGi, 20), // RDS makes no gp3 volume that is smaller
      maxSizeGi: Math.max(sizeGi, 20) * 4,
      multiAz: multiAz.includes(size),
      tags: tagsOf(environment, settings, stack),
    }));
}

function podMetricsOf(environment: Environment, applications: readonly Application[]): PodMetrics | undefined {
  const settings = observabilityOf(environment);
  const { customMetrics } = environment.cluster.capabilities;
  if (!settings || typeof customMetrics === 'boolean') return undefined;
  const names = applications
    .flatMap(({ workloads }) => workloads)
    .flatMap(({ scaling }) => (scaling.kind === 'auto' ? scaling.metrics : []))
    .flatMap((metric) => (metric.kind === 'pods' ? metric.metric : []));
  if (names.length === 0) return undefined;
  const { namespace } = customMetrics;
  return { namespace, prometheus: prometheusHost(environment, settings), names: [...new Set(names)].sort() };
}

function podPorts(workloads: readonly Workload[]): readonly number[] {
  const ports = workloads.flatMap(({ exposures }) => exposures.flatMap(({ routes }) => routes.map(({ port }) => port)));
  return [...new Set(ports)].sort((a, b) => a - b);
}

function tagsOf({ name }: Environment, { tags, disposable }: AwsSettings, stack: string): Tags {
  return {
    environment: name,
    stack,
    owner: tags.owner,
    'cost-centre': tags.costCentre,
    'managed-by': 'unifyops',
    data: disposable ? 'disposable' : 'keep',
  };
}
