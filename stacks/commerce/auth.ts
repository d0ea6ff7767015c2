import type { Stack } from '../../lib/model/index.ts';

/** Login and signup of the shop (FastAPI), under /auth. */
export const auth: Stack = {
  domain: 'commerce',
  name: 'auth',
  workloads: {
    service: {
      ports: { http: 8000 },
      metrics: { port: 'http', convention: 'seed' },
      routes: [{ host: 'commerce', path: '/auth' }],
      secrets: { JWT_SIGNING_KEY: { secret: 'jwt', key: 'signing-key' } },
      autoscaling: { min: 2, max: 6, cpuPercent: 70 },
    },
  },
};
