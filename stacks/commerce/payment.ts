import type { Stack } from '../../lib/model/index.ts';

/** Payments (Express), under /payment; the provider publishes no address ranges. */
export const payment: Stack = {
  domain: 'commerce',
  name: 'payment',
  workloads: {
    service: {
      ports: { http: 3000 },
      metrics: { port: 'http', convention: 'seed' },
      routes: [{ host: 'commerce', path: '/payment' }],
      secrets: { PROVIDER_API_KEY: { secret: 'provider', key: 'api-key' } },
      internet: [{ name: 'api.payments.example', anyAddress: true, why: 'payments are made at the provider' }],
      autoscaling: { min: 2, max: 6, cpuPercent: 70, requestsPerSecond: 50 },
    },
  },
  edges: [{ from: 'service', to: 'commerce/auth/service', why: 'tokens of buyers are validated' }],
};
