import { type Environment, k3s } from '../lib/model/index.ts';

/** The home server: where every push lands first. */
export const dev = {
  name: 'dev',
  namespace: 'uo-dev',
  cluster: k3s(),
  domain: 'dev.unifyops.example',
  registry: { host: 'harbor.unifyops.example/unifyops', pullSecret: 'harbor-pull' },
  images: 'tag',
  tls: { kind: 'cert-manager', clusterIssuer: 'private-ca' },
  quota: { cpu: '8', memory: '24Gi', pods: 120, storage: '200Gi' },
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
  observability: { slack: { secret: 'slack' }, nodeCidrs: ['192.168.10.0/24'] },
  gitops: { repository: 'https://git.unifyops.example/unifyops-infra.git' },
} satisfies Environment;
