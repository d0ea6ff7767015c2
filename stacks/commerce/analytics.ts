import type { Stack } from '../../lib/model/index.ts';

/** Platform events (Go), under /analytics; it scales with the events that wait. */
export const analytics: Stack = {
  domain: 'commerce',
  name: 'analytics',
  workloads: {
    service: {
      ports: { http: 8080 },
      metrics: { port: 'http', convention: 'seed' },
      routes: [{ host: 'commerce', path: '/analytics' }],
      autoscaling: { min: 2, max: 8, cpuPercent: 70, custom: { events_waiting: '100' } },
    },
  },
};
