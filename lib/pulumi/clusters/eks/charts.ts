import { Release } from '@pulumi/kubernetes/helm/v3/release.js';
import type { CustomResourceOptions } from '@pulumi/pulumi';
import type { Identity, IdentityName, Infrastructure } from '../../../model/aws/infrastructure.ts';
import { eksVersions } from '../../../model/aws/versions.ts';

/** A chart and what it is told. */
interface ChartPlan {
  readonly chart: keyof typeof eksVersions.charts & string;
  /** Whose service account its pods run as. */
  readonly identity: IdentityName;
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
    identity: 'load-balancer',
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
    identity: 'external-dns',
    values: ({ settings, domain }) => ({
      provider: { name: 'aws' },
      domainFilters: [domain],
      txtOwnerId: settings.name,
      policy: 'sync',
      env: [{ name: 'AWS_DEFAULT_REGION', value: settings.region }],
    }),
  },
  { chart: 'external-secrets', identity: 'external-secrets', values: () => ({ installCRDs: true }) },
  {
    chart: 'cluster-autoscaler',
    identity: 'autoscaler',
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
    plans.map(({ chart, identity, values }) => {
      const { namespace, serviceAccounts } = accountOf(infrastructure, identity);
      const account = { create: true, name: serviceAccounts[0] };
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
          values:
            chart === 'cluster-autoscaler'
              ? { ...own, rbac: { serviceAccount: account } }
              : { ...own, serviceAccount: account },
        },
        options,
      );
      return [chart, release];
    }),
  );
}

function accountOf({ identities }: Infrastructure, wanted: IdentityName): Identity {
  const identity = identities.find(({ name }) => name === wanted);
  if (!identity) throw new TypeError(`no identity "${wanted}"`);
  return identity;
}
