import type { Stack } from '../../lib/model/index.ts';

/** A background worker (Python): nobody calls it, but Prometheus scrapes it. */
export const workerPython: Stack = {
  domain: 'operations',
  name: 'worker-python',
  workloads: {
    'worker-python': { tier: 'worker', ports: { metrics: 9100 }, metrics: { port: 'metrics' } },
  },
  edges: [{ from: 'worker-python', to: 'operations/core-go/core-go', why: 'the worker hands results to the core' }],
};
