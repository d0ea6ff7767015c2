import { afterEach, describe, expect, test } from '@jest/globals';
import type { Platform } from '../../lib/load/platform.ts';
import { threeTier } from '../../lib/model/index.ts';
import { applicationNames, type Running, stagingFrom, startRunning } from './harness/running.ts';
import { say } from './harness/say.ts';
import { timed } from './harness/wait.ts';

describe('one environment grows', () => {
  let running: Running | undefined;
  let smaller: { readonly seconds: number; readonly megabytes: number } | undefined;

  afterEach(() => running?.stop());

  test.each([20, 200])(
    '%i stacks become Synced and Healthy',
    async (count) => {
      // Argo CD's own pace: looking at git every few seconds would keep 200 applications busy with that alone.
      running = await startRunning({ nodes: 20, volumes: count, pollSeconds: 120 });
      const stacks = Array.from({ length: count }, (_, index) => `scale/s${index}`);
      const platform = await manyStacks(running.argo.repo.address, stacks);
      const { after } = await running.publish(platform, `${count} stacks`);
      const { bootstrap, argo, cluster } = running;
      const sync = await timed(async () => {
        await bootstrap(platform);
        await argo.applications.settled(applicationNames(stacks), { revision: after, seconds: 2400, everyMs: 2000 });
      });
      const memory = Object.entries({ ...cluster.residentMb(), ...argo.residentMb() });
      const grown = { seconds: sync.seconds, megabytes: memory.reduce((sum, [, megabytes]) => sum + megabytes, 0) };
      say(`${count} stacks: Synced and Healthy after ${grown.seconds.toFixed(0)} s with ${grown.megabytes} MB in all.`);
      say(`Memory: ${memory.map(([name, megabytes]) => `${name} ${megabytes} MB`).join(', ')}.`);
      if (smaller !== undefined) {
        const times = (key: keyof typeof grown) => (grown[key] / smaller![key]).toFixed(1);
        say(`Ten times the stacks took ${times('seconds')} times as long and ${times('megabytes')} times the memory.`);
      }
      smaller = grown;
      expect(await argo.applications.list()).toHaveLength(count + 2);
    },
    3_000_000, // a bound for a hang: 200 stacks take minutes on two quiet cores
  );
});

/** Stacks of three tiers, one pod each, with a database and a migration. */
async function manyStacks(repository: string, ids: readonly string[]): Promise<Platform> {
  const quota = { cpu: '1000', memory: '2000Gi', pods: 100_000, storage: '100Ti' };
  const platform = await stagingFrom(repository, { stacks: ids, replicas: { ceiling: 1 }, quota });
  const tag = { tag: '1.0.0' };
  return {
    ...platform,
    stacks: ids.map((id) => threeTier({ domain: 'scale', name: id.split('/')[1]! })),
    releases: new Map([['staging', Object.fromEntries(ids.map((id) => [id, { app: tag, api: tag, service: tag }]))]]),
  };
}
