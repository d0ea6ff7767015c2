import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { StoredObject } from './harness/api/kube-api.ts';
import { pollSeconds } from './harness/argocd/components.ts';
import { behaviours } from './harness/cluster/stages.ts';
import { renderTree } from './harness/platform.ts';
import { isServing, podsOf, watchServing } from './harness/pods.ts';
import { applicationNames, namespace, type Running, startRunning } from './harness/running.ts';
import { say } from './harness/say.ts';
import { goodTag, replicas, shop, shopPlatform } from './harness/shop.ts';
import { sleep, timed, waitFor } from './harness/wait.ts';

describe('when something fails, the old pods keep serving and a revert brings the tree back', () => {
  let running: Running;
  const application = 'staging-shop-cart';
  const tiers = ['app', 'api', 'service'] as const;
  type Tier = (typeof tiers)[number];
  const pods = (tier: Tier) => podsOf(running.cluster.api, shop, tier);
  const publish = async (message: string, tags: Readonly<Record<string, string>> = {}) =>
    running.publish(await shopPlatform(running.argo.repo.address, tags), message);
  const settled = (revision: string, seconds = 120) =>
    running.argo.applications.settled([application], { revision, seconds });

  beforeAll(async () => {
    running = await startRunning();
    const { after } = await publish('The platform');
    await running.bootstrap(await shopPlatform(running.argo.repo.address));
    await running.argo.applications.settled(applicationNames([shop]), { revision: after, seconds: 240 });
  });

  afterAll(() => running?.stop());

  beforeEach(async () => {
    for (const tier of tiers) expect((await pods(tier)).filter(isServing)).toHaveLength(replicas);
  });

  test.each([
    ['an image that never pulls', behaviours.neverPulls],
    ['a container that crashes', behaviours.crashes],
    ['a readiness probe that never passes', behaviours.neverReady],
  ])('%s', async (what, behaviour) => {
    const bad = `2.0.0-${behaviour}`;
    await survives(what, 'api', bad, async () => {
      await waitFor('the new pod to fail', { seconds: 60 }, async () => (await withTag('api', bad)).find(hasStatus));
    });
  });

  test('a migration that fails', async () => {
    const bad = `2.0.0-${behaviours.jobFails}`;
    await survives('A migration that fails', 'service', bad, async () => {
      await migration(bad, ({ status }) =>
        status?.conditions?.some(({ type }: { readonly type: string }) => type === 'Failed'),
      );
      // Not at once, and not when Argo CD tries again: with ApplyOutOfSyncOnly a retry would pass over the failed job.
      await waitFor('two retries', { seconds: 120 }, async () => {
        const { operationState } = (await running.argo.applications.get(application))!.status;
        return operationState?.retryCount >= 2 || undefined;
      });
      await sleep(5000);
      expect(await withTag('service', bad)).toEqual([]);
    });
  });

  test('a migration that hangs', async () => {
    const bad = `2.0.0-${behaviours.jobHangs}`;
    await survives('A migration that hangs', 'service', bad, async () => {
      await migration(bad, ({ status }) => status?.active === 1 && status?.ready === 1);
      expect(await withTag('service', bad)).toEqual([]);
    });
  });

  test('a node that dies', async () => {
    const postgres = await podsOf(running.cluster.api, shop, 'postgres');
    const hosts = (await pods('service')).map(({ spec }) => spec.nodeName as string);
    const node = hosts.find((host) => host !== postgres[0]!.spec.nodeName)!;
    const lost = hosts.filter((host) => host === node).length;
    const watch = watchServing(() => pods('service'));
    await running.cluster.nodes.kill(node);
    const { seconds } = await timed(() =>
      waitFor('new pods on other nodes', { seconds: 90 }, async () => {
        const serving = (await pods('service')).filter((pod) => isServing(pod) && pod.spec.nodeName !== node);
        return serving.length === replicas || undefined;
      }),
    );
    say(`A node that dies: all ${replicas} pods served again ${seconds.toFixed(1)} s after its power went.`);
    await running.cluster.nodes.revive(node);
    await running.argo.applications.settled([application], { seconds: 90 });
    expect(Math.min(...(await watch.stop()).counts)).toBeGreaterThanOrEqual(replicas - lost);
  });

  test.each([
    ['a manifest that is no YAML', 'kind: [Deployment'],
    ['a manifest that the API server refuses', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: Not_A_Name\n'],
  ])('%s, pushed past all checks', async (what, text) => {
    const watches = watchAll();
    writeFileSync(join(running.argo.repo.folder, 'staging/shop-cart/ConfigMap.broken.yaml'), text);
    await running.argo.notify(await running.argo.repo.pushByHand('Break it'));
    await waitFor('Argo CD to complain', { seconds: 60 }, async () => {
      const { conditions = [], operationState = {} } = (await running.argo.applications.get(application))!.status;
      return conditions.length > 0 || operationState.phase === 'Failed' || operationState.retryCount > 0 || undefined;
    });
    await sleep(5000);
    await revertHeals(what);
    await nobodyMissed(watches);
  });

  test('the repo server killed in mid-sync', async () => {
    await rollsOutDespite('The repo server killed in mid-sync', '1.1.0', async () => {
      const start = await running.argo.killRepoServer();
      await sleep(3000);
      await start();
    });
  });

  test('the API server restarted in mid-sync', async () => {
    await rollsOutDespite('The API server restarted in mid-sync', '1.2.0', async () => {
      await running.cluster.server.program().kill();
      await sleep(3000);
      await running.cluster.server.start();
    });
  });

  test('the git repository unreachable for a while', async () => {
    const watches = watchAll(pods);
    const { server } = running.argo.repo;
    await server.close();
    const tree = renderTree(await shopPlatform(running.argo.repo.address, { api: '1.3.0' }));
    const { after } = await running.argo.repo.push(tree, 'Release api 1.3.0 while nobody can read');
    await sleep((pollSeconds + 10) * 1000);
    expect((await withTag('api', '1.3.0')).length).toBe(0);
    await server.open();
    const { seconds } = await timed(() => settled(after));
    say(`Git unreachable: the release was Synced and Healthy ${seconds.toFixed(1)} s after git was back, by polling.`);
    await nobodyMissed(watches);
  });

  /** Releases a broken tag, looks at the damage, reverts. */
  async function survives(what: string, workload: Tier, bad: string, damage: () => Promise<void>): Promise<void> {
    const watches = watchAll();
    await publish(`Release ${workload} ${bad}`, { [workload]: bad });
    await damage();
    await sleep(3000);
    await revertHeals(what);
    await nobodyMissed(watches);
    for (const tier of tiers) expect(await withTag(tier, bad)).toEqual([]);
    expect((await jobs()).filter((job) => imageOf(job.spec.template).includes(bad))).toEqual([]);
  }

  async function revertHeals(what: string): Promise<void> {
    const { after } = await running.revert();
    const { seconds } = await timed(() => settled(after, 180));
    say(`${what}: Synced and Healthy ${seconds.toFixed(1)} s after the revert.`);
  }

  /** Releases a good tag, disturbs the sync as soon as it has begun, and expects the release to arrive. */
  async function rollsOutDespite(what: string, tag: string, disturb: () => Promise<void>): Promise<void> {
    const watches = watchAll(pods);
    const { after } = await publish(`Release service ${tag}`, { service: tag });
    await waitFor('the sync to begin', { seconds: 60, everyMs: 50 }, async () => {
      const { operationState } = (await running.argo.applications.get(application))!.status;
      return (operationState?.phase === 'Running' && operationState.syncResult?.revision === after) || undefined;
    });
    const { seconds } = await timed(async () => {
      await disturb();
      await settled(after, 240);
    });
    say(`${what}: Synced and Healthy ${seconds.toFixed(1)} s after.`);
    expect((await withTag('service', tag)).filter(isServing)).toHaveLength(replicas);
    await nobodyMissed(watches);
  }

  /** Watches the pods that serve now; or, given `select`, whatever serves then. */
  function watchAll(select = oldPods) {
    return tiers.map((tier) => ({ tier, watch: watchServing(() => select(tier)) }));
  }

  async function oldPods(tier: Tier): Promise<readonly StoredObject[]> {
    return withTag(tier, goodTag);
  }

  async function nobodyMissed(watches: ReturnType<typeof watchAll>): Promise<void> {
    for (const { tier, watch } of watches) {
      const { counts } = await watch.stop();
      expect({ tier, fewest: Math.min(...counts) }).toEqual({ tier, fewest: replicas });
    }
  }

  async function withTag(tier: Tier, tag: string): Promise<readonly StoredObject[]> {
    return (await pods(tier)).filter(({ spec }) => spec.containers[0].image.includes(`:${tag}`));
  }

  async function jobs(): Promise<readonly StoredObject[]> {
    return running.cluster.api.list({ apiVersion: 'batch/v1', kind: 'Job', namespace });
  }

  async function migration(tag: string, is: (job: StoredObject) => boolean): Promise<void> {
    await waitFor('the migration', { seconds: 120 }, async () =>
      (await jobs()).find((job) => imageOf(job.spec.template).includes(tag) && is(job)),
    );
  }
});

function hasStatus({ status }: StoredObject): boolean {
  return status?.containerStatuses?.length > 0;
}

function imageOf(template: { readonly spec: { readonly containers: readonly { readonly image: string }[] } }): string {
  return template.spec.containers[0]!.image;
}
