import type { Workload } from '../traffic/index.ts';
import type { Tier } from './graph.ts';

const labels = ['app.kubernetes.io/component', 'tier', 'component'];

const tiers: Readonly<Record<string, Tier>> = {
  app: 'app',
  frontend: 'app',
  web: 'app',
  ui: 'app',
  api: 'api',
  gateway: 'api',
  service: 'service',
  backend: 'service',
  server: 'service',
  database: 'database',
  db: 'database',
  cache: 'database',
  storage: 'database',
};

/** The tier that a workload's labels say it is of. A Job serves nobody, so it stands wherever its edges put it. */
export function tierOf({ kind, pods }: Workload): Tier | undefined {
  if (kind === 'Job' || kind === 'CronJob') return undefined;
  const said = labels.map((label) => pods[0]?.labels[label] ?? '');
  return said.map((word) => (Object.hasOwn(tiers, word) ? tiers[word] : undefined)).find((tier) => tier !== undefined);
}
