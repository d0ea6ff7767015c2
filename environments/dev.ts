import { type Environment, k3s } from '../lib/model/index.ts';

/** Five machines at home. Addresses and keys are samples: put in those of your own (docs/clusters/k3s.md). */
const home = {
  version: 'v1.36.3+k3s1',
  servers: [
    {
      name: 'server-1',
      address: '192.168.10.11',
      hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB3Pf15XfXHUob5z2Dz1KgWJk8WM+BZIDwcdXTIiMXzn',
    },
    {
      name: 'server-2',
      address: '192.168.10.12',
      hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDNTQA4MifjO96huIOjFTEgFI5BXm/L196ya+TAoQ1ov',
    },
    {
      name: 'server-3',
      address: '192.168.10.13',
      hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKStKJW89Pyk8z47FoMSA7FFZisTgiPgcUA85u5FJgP6',
    },
  ],
  agents: [
    {
      name: 'agent-1',
      address: '192.168.10.14',
      hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFDEpKjMEjqHX8BqgNJMA+ZDjePuwS/Wp7STMBDj8Vz3',
    },
    {
      name: 'agent-2',
      address: '192.168.10.15',
      hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMrt53e8zG94lcCoOmIbb02ExxwUBlPBM0Zx5yGsMw8/',
    },
  ],
  ssh: { user: 'ops', key: '~/.ssh/id_ed25519' },
  issuer: { kind: 'private-ca', name: 'private-ca' },
} as const;

/** The home servers: where every push lands first. */
export const dev = {
  name: 'dev',
  namespace: 'uo-dev',
  cluster: k3s(home),
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
  observability: {
    slack: { secret: 'slack' },
    runbooks: 'https://git.unifyops.example/unifyops/blob/main/docs/runbooks',
    nodeCidrs: ['192.168.10.0/24'],
  },
  gitops: { repository: 'https://git.unifyops.example/unifyops-infra.git' },
} satisfies Environment;
