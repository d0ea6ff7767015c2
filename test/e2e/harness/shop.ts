import type { Platform } from '../../../lib/load/platform.ts';
import { threeTier } from '../../../lib/model/index.ts';
import { unwatchedStagingFrom } from './running.ts';

/** Name of the suites' own stack. */
export const shop = 'shop/cart';

/** The tag that works. */
export const goodTag = '1.0.0';

/** Pods of every tier of the suites' own stack. */
export const replicas = 3;

/**
 * A platform of one stack with three tiers, three pods each, a database and a migration.
 * @param tags tags that differ from the one that works, by workload
 */
export async function shopPlatform(repository: string, tags: Readonly<Record<string, string>> = {}): Promise<Platform> {
  const platform = await unwatchedStagingFrom(repository, { stacks: [shop], replicas: { floor: replicas } });
  const migration = { workload: 'service', command: ['migrate'], timeoutSeconds: 20 };
  const stack = threeTier({ domain: 'shop', name: 'cart', database: { migration } });
  const tag = (workload: string) => ({ tag: tags[workload] ?? goodTag });
  const release = { app: tag('app'), api: tag('api'), service: tag('service') };
  return { ...platform, stacks: [stack], releases: new Map([['staging', { [shop]: release }]]) };
}
