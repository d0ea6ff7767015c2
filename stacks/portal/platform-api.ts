import type { Stack } from '../../lib/model/index.ts';

/** Tenants, clusters and costs (Go): it reads the state of its environment from the Kubernetes API. */
export const platformApi: Stack = {
  domain: 'portal',
  name: 'platform-api',
  workloads: {
    'platform-api': {
      tier: 'api',
      ports: { http: 8080 },
      metrics: { port: 'http', convention: 'otel' },
      routes: [{ host: 'api', path: '/' }],
      kubernetesApi: {
        rules: [
          { apiGroups: [''], resources: ['pods', 'resourcequotas', 'services'], verbs: ['get', 'list', 'watch'] },
          { apiGroups: ['apps'], resources: ['deployments', 'statefulsets'], verbs: ['get', 'list', 'watch'] },
        ],
        why: 'it shows what runs and what it costs',
      },
    },
  },
  databases: {
    postgres: { managed: true, migration: { workload: 'platform-api', command: ['/app/platform-api', 'migrate'] } },
  },
  edges: [{ from: 'platform-api', to: 'postgres', why: 'tenants are kept there' }],
};
