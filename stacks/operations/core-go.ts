import type { Stack } from '../../lib/model/index.ts';

/** The core (Go): reached by the API alone. */
export const coreGo: Stack = {
  domain: 'operations',
  name: 'core-go',
  workloads: {
    'core-go': { ports: { http: 8080 }, metrics: { port: 'http', convention: 'otel' } },
  },
};
