import type { Stack } from '../../lib/model/index.ts';

/** The developer portal (Backstage): its catalog is in PostgreSQL, its work is done by the platform API. */
export const backstage: Stack = {
  domain: 'portal',
  name: 'backstage',
  workloads: {
    backstage: {
      tier: 'app',
      ports: { http: 7007 },
      health: {
        liveness: { http: '/.backstage/health/v1/liveness' },
        readiness: { http: '/.backstage/health/v1/readiness' },
      },
      metrics: { port: 'http' },
      routes: [{ host: 'portal', path: '/' }],
      resources: 'large',
      config: {
        '/app/app-config.platform.yaml':
          'catalog:\n  rules:\n    - allow: [Component, System, API, Resource, Template]\n',
      },
      secrets: { AUTH_GITHUB_CLIENT_SECRET: { secret: 'github', key: 'client-secret' } },
      internet: [
        {
          name: 'api.github.com',
          cidrs: ['140.82.112.0/20', '192.30.252.0/22'],
          why: 'the catalog is read from GitHub',
        },
      ],
    },
  },
  databases: { postgres: { managed: true } },
  edges: [
    { from: 'backstage', to: 'postgres', why: 'the catalog is kept there' },
    { from: 'backstage', to: 'portal/platform-api/platform-api', why: 'templates are carried out by the platform API' },
  ],
};
