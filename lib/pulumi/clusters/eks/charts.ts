import { Release } from '@pulumi/kubernetes/helm/v3/release.js';
import type { CustomResourceOptions } from '@pulumi/pulumi';
import type { Identity, IdentityName, Infrastructure } from '../../../model/aws/infrastructure.ts';
import { eksVersions } from '../../../model/aws/versions.ts';
import { adapterValues } from './metrics-adapter.ts';

/** A chart and what it is told. */
interface ChartPlan {
  readonly chart: keyof typeof eksVersions.charts & string;
  /** Service account that its pods run as, and where. */
  readonly account: (infrastructure: Infrastructure) => Omit<Identity, 'name'>;
  readonly values: (infrastructure: Infrastructure, vpcId: unknown) => Readonly<Record<string, unknown>>;
}

/**
 * What runs in every cluster on EKS and is no add-on of it. Helm releases, since these programs are published as charts and nothing else;
 * each in the version that `versions.json` pins. The autoscaler is the one of managed node groups: machines that Karpenter buys would be
 * in no graph, so that neither the proofs nor the bill could see them.
 */
const plans: readonly ChartPlan[] = [
  {
    chart: 'aws-load-balancer-controller',
    account: accountOf('load-balancer'),
    values: ({ settings, tags }, vpcId) => ({
      clusterName: settings.name,
      region: settings.region,
      vpcId, // it can't ask the machine: one hop is too few for a pod
      defaultTags: tags,
      enableShield: false,
    }),
  },
  {
    chart: 'external-dns',
    account: accountOf('external-dns'),
    values: ({ settings, domain }) => ({
      provider: { name: 'aws' },
      domainFilters: [domain],
      txtOwnerId: settings.name,
      policy: 'sync',
      env: [{ name: 'AWS_DEFAULT_REGION', value: settings.region }],
    }),
  },
  { chart: 'external-secrets', account: accountOf('external-secrets'), values: () => ({ installCRDs: true }) },
  {
    chart: 'cluster-autoscaler',
    account: accountOf('autoscaler'),
    values: ({ settings }) => ({
      autoDiscovery: { clusterName: settings.name },
      awsRegion: settings.region,
      extraArgs: { expander: 'least-waste', 'skip-nodes-with-system-pods': 'false' },
    }),
  },
];

/** Installs the charts, each as the service account that its role is for. Returns the releases by chart. */
export function makeCharts(
  infrastructure: Infrastructure,
  vpcId: unknown,
  options: CustomResourceOptions,
): ReadonlyMap<string, Release> {
  return new Map(
    plansOf(infrastructure).map(({ chart, account, values }) => {
      const { namespace, serviceAccounts } = account(infrastructure);
      const serviceAccount = { create: true, name: serviceAccounts[0] };
      const own = values(infrastructure, vpcId);
      const { repository, version } = eksVersions.charts[chart]!;
      const release = new Release(
        `${infrastructure.settings.name}-${chart}`,
        {
          name: chart,
          chart,
          version,
          repositoryOpts: { repo: repository },
          namespace,
          createNamespace: true,
          atomic: true,
          timeout: 600,
          values: chart === 'cluster-autoscaler' ? { ...own, rbac: { serviceAccount } } : { ...own, serviceAccount },
        },
        options,
      );
      return [chart, release];
    }),
  );
}

/** The metrics adapter is there only where an autoscaler asks it: it is empty otherwise. */
function plansOf({ podMetrics }: Infrastructure): readonly ChartPlan[] {
  if (!podMetrics) return plans;
  const { namespace } = podMetrics;
  const account = () => ({ namespace, serviceAccounts: ['prometheus-adapter'] });
  return [...plans, { chart: 'prometheus-adapter', account, values: () => adapterValues(podMetrics) }];
}

function accountOf(wanted: IdentityName): ChartPlan['account'] {
  return ({ identities }) => {
    const identity = identities.find(({ name }) => name === wanted);
    if (!identity) throw new TypeError(`no identity "${wanted}"`);
    return identity;
  };
}
