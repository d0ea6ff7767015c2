import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Cluster, startCluster } from '../harness/cluster/cluster.ts';
import { behaviours } from '../harness/cluster/stages.ts';
import { namespace } from '../harness/running.ts';
import { say } from '../harness/say.ts';
import { sleep, waitFor } from '../harness/wait.ts';
import { Engine } from './engine/engine.ts';
import type { RunningOperation } from './engine/launch.ts';
import { field, madeObjects } from './engine/objects.ts';
import { well } from './engine/report.ts';
import { exportState } from './engine/state.ts';
import { runWhole } from './engine/whole.ts';
import { planted, shop } from './fixtures/shop.ts';

// A test that is given up goes on beside the next one, and both would run Pulumi on one state.
jest.setTimeout(1_800_000);

describe('whatever else goes wrong in a run, it is told, and the next one finishes', () => {
  let cluster: Cluster;
  let engine: Engine;
  const deployments = { apiVersion: 'apps/v1', kind: 'Deployment', namespace } as const;

  beforeAll(async () => {
    cluster = await startCluster(say, { volumes: 8 });
    engine = await Engine.start(cluster, { secrets: JSON.stringify(planted) });
    engine.write(shop());
    await well(engine.run('up'));
  });

  afterAll(() => cluster?.stop());

  test('what a killed run had begun is named by the next one, which does it again', async () => {
    engine.write(shop({ tags: { app: `2.0.0-${behaviours.neverReady}` } }));
    const stuck = engine.begin('up');
    await logged(stuck, 'Deployment.shop-cart-app updating');
    await waitFor('the state to say so', { seconds: 60 }, async () => {
      const { pending } = await exportState(engine);
      return pending.length > 0 || undefined;
    });
    stuck.kill();
    await stuck.result;
    await engine.cli('cancel', '--yes');
    engine.write(shop({ tags: { app: '2.0.0' } }));
    const { messages } = await runWhole(engine, cluster.api);
    expect(messages.join('\n')).toMatch(/pending operations[\s\S]*Deployment\.shop-cart-app/);
  });

  test('the API server restarts in the middle', async () => {
    engine.write(shop({ tags: { app: '3.0.0', api: '3.0.0', service: '3.0.0' } }));
    const run = engine.begin('up');
    await logged(run, 'updating');
    await cluster.server.program().kill();
    await sleep(2000);
    await cluster.server.start();
    await run.result;
    await runWhole(engine, cluster.api);
  });

  test('a wrong passphrase: one sentence, and nothing is changed', async () => {
    const before = field(await madeObjects(cluster.api), 'resourceVersion');
    const { ok, error } = await engine.run('up', { env: { PULUMI_CONFIG_PASSPHRASE: 'another' } });
    expect(ok).toBe(false);
    expect(error).toMatch(/incorrect passphrase/);
    expect(field(await madeObjects(cluster.api), 'resourceVersion')).toEqual(before);
  });

  test('a release that never gets ready: a second run is told who is at it, Ctrl-C ends the first, the next release heals', async () => {
    engine.write(shop({ tags: { app: '3.0.0', service: '3.0.0', api: `4.0.0-${behaviours.neverReady}` } }));
    const stuck = engine.begin('up');
    await logged(stuck, 'Deployment.shop-cart-api updating');
    const second = await engine.run('up');
    expect(second.ok).toBe(false);
    expect(second.error).toMatch(/currently locked by 1 lock/);
    expect(second.error).toMatch(/pulumi cancel/);
    stuck.interrupt();
    const first = await stuck.result;
    expect(first?.ok ?? false).toBe(false);
    engine.write(shop({ tags: { app: '3.0.0', service: '3.0.0', api: '4.0.1' } }));
    await runWhole(engine, cluster.api);
    const [api] = (await cluster.api.list(deployments)).filter(({ metadata }) => metadata.name === 'shop-cart-api');
    expect(api!.spec.template.spec.containers[0].image).toContain(':4.0.1');
  });

  test('a migration that fails stops its own stack and no other', async () => {
    const bad = `5.0.0-${behaviours.jobFails}`;
    engine.write(shop({ tags: { app: '5.0.0', api: '5.0.0', service: bad }, catalog: '5.0.0' }));
    const failed = await engine.run('up');
    const images = Object.fromEntries(
      (await cluster.api.list(deployments)).map(({ metadata, spec }) => [
        metadata.name,
        spec.template.spec.containers[0].image.split(':').at(-1),
      ]),
    );
    expect(failed.ok).toBe(false);
    expect(failed.messages.join('\n')).toMatch(/BackoffLimitExceeded|DeadlineExceeded/);
    expect(images).toMatchObject({ 'shop-cart-service': '3.0.0', 'shop-catalog-service': '5.0.0' });
    engine.write(shop({ tags: { app: '5.0.1', api: '5.0.1', service: '5.0.1' }, catalog: '5.0.0' }));
    await runWhole(engine, cluster.api);
  });

  test('two runs at once: one wins, the other changes nothing', async () => {
    engine.write(shop({ tags: { app: '6.0.0', api: '6.0.0', service: '6.0.0' } }));
    const both = await Promise.all([engine.run('up'), engine.run('up')]);
    const loser = both.find(({ ok }) => !ok);
    // On a machine that is busy enough, one begins after the other has ended.
    if (loser !== undefined) expect(loser.error).toMatch(/currently locked/);
    expect(both.filter(({ ok }) => ok).length).toBeGreaterThan(0);
    await runWhole(engine, cluster.api);
  });
});

async function logged(run: RunningOperation, text: string): Promise<void> {
  await waitFor(
    `"${text}" in the log`,
    { seconds: 120 },
    async () => run.log().includes(text) || undefined,
    () => run.log().slice(-2000),
  );
}
