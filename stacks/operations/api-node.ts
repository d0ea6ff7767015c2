import type { Stack } from '../../lib/model/index.ts';

/** The public API (Node.js): it asks core-go for everything that needs computing. */
export const apiNode: Stack = {
  domain: 'operations',
  name: 'api-node',
  workloads: {
    'api-node': {
      tier: 'api',
      ports: { http: 3000 },
      metrics: { port: 'http', convention: 'otel' },
      routes: [{ host: 'operations', path: '/' }],
    },
  },
  edges: [{ from: 'api-node', to: 'operations/core-go/core-go', why: 'the API computes in the core' }],
};
