import type { Platform } from '../../lib/load/platform.ts';
import { type Environment, eks, existing, k3s, type Stack, threeTier } from '../../lib/model/index.ts';

const payment: Stack = {
  domain: 'commerce',
  name: 'payment',
  workloads: {
    service: {
      ports: { http: 3000 },
      routes: [{ host: 'commerce', path: '/payment' }],
      secrets: { PROVIDER_API_KEY: { secret: 'provider', key: 'api-key' } },
      internet: [{ name: 'api.payments.example', anyAddress: true, why: 'payments are made at the provider' }],
    },
  },
};

const common = {
  registry: { host: 'harbor.example.org/apps', pullSecret: 'harbor-pull' },
  images: 'any',
  quota: { cpu: '16', memory: '64Gi', pods: 200, storage: '500Gi' },
  stacks: 'all',
  gitops: { repository: 'https://git.example.org/infra.git' },
} as const satisfies Partial<Environment>;

function environment(name: string, cluster: Environment['cluster'], tls: Environment['tls']): Environment {
  return { ...common, name, namespace: `uo-${name}`, domain: `${name}.example.org`, cluster, tls };
}

/** A small platform on every kind of cluster. */
export const platform: Platform = {
  stacks: [payment, threeTier({ domain: 'identity', name: 'auth' })],
  environments: [
    environment('dev', k3s(), { kind: 'cert-manager', clusterIssuer: 'letsencrypt' }),
    environment('local', existing(), { kind: 'self-signed' }),
    environment('prod', eks(), { kind: 'cert-manager', clusterIssuer: 'letsencrypt' }),
  ],
  releases: new Map(),
  unreadable: new Map(),
  images: { postgres: { 17: `docker.io/library/postgres:17.6@sha256:${'0'.repeat(64)}` }, observability: {} },
};
