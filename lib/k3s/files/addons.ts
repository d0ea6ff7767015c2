import { stringify } from 'yaml';
import versions from '../../../versions.json' with { type: 'json' };
import type { K3sHostsProps } from '../../model/index.ts';

/** Folder whose manifests k3s applies by itself, and again whenever they change. */
const folder = '/var/lib/rancher/k3s/server/manifests';

/** What the environment's capabilities ask of the cluster beyond k3s itself, as content by path. */
export function addonFiles(hosts: K3sHostsProps): Readonly<Record<string, string>> {
  const addons: Readonly<Record<string, readonly object[]>> = {
    gateway: [gatewayApi],
    ...(hosts.storage === 'longhorn' ? { longhorn: [chart('longhorn', 'longhorn-system')] } : {}),
    ...(hosts.loadBalancer?.kind === 'metallb'
      ? { metallb: [chart('metallb', 'metallb-system'), ...addressPool(hosts.loadBalancer.addresses)] }
      : {}),
    ...(hosts.issuer
      ? { 'cert-manager': [chart('cert-manager', 'cert-manager', certManager), ...issuers(hosts.issuer)] }
      : {}),
  };
  return Object.fromEntries(
    Object.entries(addons).map(([name, objects]) => [
      `${folder}/unifyops-${name}.yaml`,
      objects.map((object) => stringify(object)).join('---\n'),
    ]),
  );
}

/** Traefik serves Gateway API routes when it is told to; its charts bring the definitions along. */
const gatewayApi = {
  apiVersion: 'helm.cattle.io/v1',
  kind: 'HelmChartConfig',
  metadata: { name: 'traefik', namespace: 'kube-system' },
  spec: {
    valuesContent: stringify({ providers: { kubernetesGateway: { enabled: true } }, gateway: { enabled: false } }),
  },
};

const certManager = { crds: { enabled: true } };

/** A chart that k3s' own Helm controller installs. */
function chart(name: keyof typeof versions.k3sCharts, namespace: string, values: object = {}): object {
  const { repository, version } = versions.k3sCharts[name];
  return {
    apiVersion: 'helm.cattle.io/v1',
    kind: 'HelmChart',
    metadata: { name, namespace: 'kube-system' },
    spec: {
      repo: repository,
      chart: name,
      version,
      targetNamespace: namespace,
      createNamespace: true,
      valuesContent: stringify(values),
    },
  };
}

function addressPool(addresses: readonly string[]): readonly object[] {
  const metadata = { name: 'unifyops', namespace: 'metallb-system' };
  return [
    { apiVersion: 'metallb.io/v1beta1', kind: 'IPAddressPool', metadata, spec: { addresses } },
    { apiVersion: 'metallb.io/v1beta1', kind: 'L2Advertisement', metadata, spec: { ipAddressPools: ['unifyops'] } },
  ];
}

function issuers(issuer: NonNullable<K3sHostsProps['issuer']>): readonly object[] {
  const made = (name: string, spec: object) => ({
    apiVersion: 'cert-manager.io/v1',
    kind: 'ClusterIssuer',
    metadata: { name },
    spec,
  });
  if (issuer.kind === 'acme') {
    const { name, email, server, solver } = issuer;
    return [
      made(name, { acme: { email, server, privateKeySecretRef: { name: `${name}-account` }, solvers: [solver] } }),
    ];
  }
  const { name } = issuer;
  const secretName = `${name}-key`;
  const authority = {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name, namespace: 'cert-manager' },
    spec: {
      isCA: true,
      commonName: name,
      secretName,
      duration: '87600h',
      privateKey: { algorithm: 'ECDSA', size: 256 },
      issuerRef: { name: `${name}-self-signed`, kind: 'ClusterIssuer' },
    },
  };
  return [made(`${name}-self-signed`, { selfSigned: {} }), authority, made(name, { ca: { secretName } })];
}
