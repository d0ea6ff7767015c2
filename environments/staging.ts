import { type Environment, k3s } from '../lib/model/index.ts';

const traefik = {
  kind: 'traefik',
  className: 'traefik',
  controller: { namespace: 'kube-system', labels: { 'app.kubernetes.io/name': 'traefik' } },
} as const;

/** The home servers again, borrowed from dev, as prod will be: Ingress instead of a Gateway, as on AWS, and two pods of everything. */
export const staging = {
  name: 'staging',
  namespace: 'uo-staging',
  cluster: k3s({ of: 'dev', capabilities: { ingress: traefik } }),
  domain: 'staging.unifyops.example',
  registry: { host: 'harbor.unifyops.example/unifyops', pullSecret: 'harbor-pull' },
  images: 'tag',
  tls: { kind: 'cert-manager', clusterIssuer: 'private-ca' },
  quota: { cpu: '12', memory: '32Gi', pods: 120, storage: '200Gi' },
  replicas: { floor: 2 },
  stacks: [
    'commerce/analytics',
    'commerce/auth',
    'commerce/payment',
    'identity/auth',
    'identity/user',
    'operations/api-node',
    'operations/core-go',
    'operations/worker-python',
    'platform/environment',
    'portal/backstage',
    'portal/platform-api',
    'web/flask-api',
  ],
  // dev's is on the same cluster, under the default name
  observability: {
    namespace: 'observability-staging',
    slack: { secret: 'slack' },
    runbooks: 'https://git.unifyops.example/unifyops/blob/main/docs/runbooks',
    nodeCidrs: ['192.168.10.0/24'],
  },
  gitops: { repository: 'https://git.unifyops.example/unifyops-infra.git' },
} satisfies Environment;
