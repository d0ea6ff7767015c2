import { type Environment, eks } from '../lib/model/index.ts';

/** Amazon EKS: digests only, at least two pods of everything, managed databases where a stack asks for one. */
export const prod = {
  name: 'prod',
  namespace: 'uo-prod',
  cluster: eks(),
  domain: 'unifyops.example',
  registry: { host: 'harbor.unifyops.example/unifyops', pullSecret: 'harbor-pull' },
  images: 'digest',
  tls: { kind: 'cert-manager', clusterIssuer: 'letsencrypt' },
  quota: { cpu: '24', memory: '48Gi', pods: 200, storage: '500Gi' },
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
  gitops: { repository: 'https://git.unifyops.example/unifyops-infra.git' },
} satisfies Environment;
