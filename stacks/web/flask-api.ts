import type { Stack } from '../../lib/model/index.ts';

/** A single API (Flask) on :5000. */
export const flaskApi: Stack = {
  domain: 'web',
  name: 'flask-api',
  workloads: {
    'flask-api': {
      tier: 'api',
      ports: { http: 5000 },
      metrics: { port: 'http', convention: 'seed' },
      routes: [{ host: 'flask', path: '/' }],
      user: 10_001,
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '200m', memory: '256Mi' } },
      autoscaling: { min: 2, max: 5, cpuPercent: 70 },
    },
  },
};
