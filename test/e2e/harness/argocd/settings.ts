import { dump } from 'js-yaml';
import type { KubeObject } from '../../../../lib/render/tree.ts';

/** Namespace of Argo CD and its applications. */
export const argocdNamespace = 'argocd';

/** Signs webhooks. */
export const webhookSecret = 'e2e-webhook';

/** What Argo CD's own installation brings apart from its processes: settings, mostly empty, and the default project. */
export function settings(): readonly KubeObject[] {
  const config = (name: string, data: Readonly<Record<string, string>> = {}) =>
    object('v1', 'ConfigMap', name, { data });
  const secret = { 'server.secretkey': 'e2e-server-key', 'webhook.github.secret': webhookSecret };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: argocdNamespace } },
    config('argocd-cm', watching),
    config('argocd-rbac-cm'),
    config('argocd-cmd-params-cm'),
    config('argocd-gpg-keys-cm'),
    config('argocd-tls-certs-cm'),
    config('argocd-ssh-known-hosts-cm'),
    object('v1', 'Secret', 'argocd-secret', { stringData: secret }),
    object('argoproj.io/v1alpha1', 'AppProject', 'default', {
      spec: {
        sourceRepos: ['*'],
        destinations: [{ server: '*', namespace: '*' }],
        clusterResourceWhitelist: [{ group: '*', kind: '*' }],
      },
    }),
  ];
}

/** As Argo CD's own installation has them: otherwise every change of a status is a reason to compare the whole application again. */
const watching = {
  'resource.customizations.ignoreResourceUpdates.all': 'jsonPointers: [/status]',
  'resource.exclusions': dump([
    { apiGroups: ['', 'discovery.k8s.io'], kinds: ['Endpoints', 'EndpointSlice'] },
    { apiGroups: ['coordination.k8s.io'], kinds: ['Lease'] },
  ]),
};

function object(
  apiVersion: string,
  kind: string,
  name: string,
  content: Readonly<Record<string, unknown>>,
): KubeObject {
  const labels = { 'app.kubernetes.io/part-of': 'argocd' };
  return { apiVersion, kind, metadata: { name, namespace: argocdNamespace, labels }, ...content };
}
