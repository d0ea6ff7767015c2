import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { StoredObject } from './harness/api/kube-api.ts';
import { usualPollSeconds } from './harness/argocd/argocd.ts';
import { behaviours } from './harness/cluster/stages.ts';
import type { Push } from './harness/git/infra-repo.ts';
import { renderTree } from './harness/platform.ts';
import { isServing, podsOf, watchServing } from './harness/pods.ts';
import { say } from './harness/say.ts';
import { goodTag, replicas, shop, shopPlatform } from './harness/shop.ts';
import { type ShopRun, startShop, type Tier, tiers } from './harness/shop-run.ts';
import { sleep, timed, waitFor } from './harness/wait.ts';

describe('when something fails, the old pods keep serving and a revert brings the tree back', () => {
  let run: ShopRun;
  const old = (tier: Tier) => run.pods(tier, goodTag);
  const any = (tier: Tier) => run.pods(tier);

  beforeAll(async () => {
    run = await startShop();
  });

  afterAll(() => run?.stop());

  beforeEach(async () => {
    for (const tier of tiers) expect((await old(tier)).filter(isServing)).toHaveLength(replicas);
  });

  test.each([
    ['an image that never pulls', behaviours.neverPulls],
    ['a container that crashes', behaviours.crashes],
    ['a readiness probe that never passes', behaviours.neverReady],
  ])('%s', async (what, behaviour) => {
    const bad = `2.0.0-${behaviour}`;
    await survives(what, 'api', bad, async () => {
      await waitFor('the new pod to fail', { seconds: 120 }, async () => (await run.pods('api', bad)).find(hasStatus));
    });
  });

  test('a migration that fails', async () => {
    const bad = `2.0.0-${behaviours.jobFails}`;
    await survives('a migration that fails', 'service', bad, async () => {
      const failed = ({ type }: { readonly type: string }) => type === 'Failed';
      await migration(bad, ({ status }) => status?.conditions?.some(failed));
      // Not at once, and not when Argo CD tries again: with ApplyOutOfSyncOnly a retry would pass over the failed job.
      await waitFor('two retries', { seconds: 120 }, async () => {
        const { operationState } = await status();
        return operationState?.retryCount >= 2 || undefined;
      });
      await sleep(5000);
      expect(await run.pods('service', bad)).toHaveLength(0);
    });
  });

  test('a migration that hangs', async () => {
    const bad = `2.0.0-${behaviours.jobHangs}`;
    await survives('a migration that hangs', 'service', bad, async () => {
      await migration(bad, ({ status }) => status?.active === 1 && status?.ready === 1);
      expect(await run.pods('service', bad)).toHaveLength(0);
    });
  });

  test.each([
    // Argo CD passes over a broken file that does not at least look like a manifest.
    ['a manifest that is no YAML', 'apiVersion: v1\nkind: [ConfigMap\nmetadata:\n  name: broken\n'],
    ['a manifest that the API server refuses', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: Not_A_Name\n'],
  ])('%s, pushed past all checks together with a release', async (what, text) => {
    writeFileSync(join(run.argo.repo.folder, 'staging/shop-cart/ConfigMap.broken.yaml'), text);
    await survives(what, 'api', '2.0.0', async ({ after }) => {
      await waitFor('Argo CD to complain', { seconds: 120 }, async () => {
        const { conditions = [], operationState: { operation, phase, retryCount } = {} } = await status();
        const cannotRender = conditions.some(({ type }: { readonly type: string }) => type === 'ComparisonError');
        const cannotApply = operation?.sync?.revision === after && (phase === 'Failed' || retryCount > 0);
        return cannotRender || cannotApply || undefined;
      });
      await sleep(5000);
      expect(await run.pods('api', '2.0.0')).toHaveLength(0);
    });
  });

  test('a node that dies', async () => {
    const [postgres] = await podsOf(run.cluster.api, shop, 'postgres');
    const hosts = (await run.pods('service')).map(({ spec }) => spec.nodeName as string);
    const node = hosts.find((host) => host !== postgres!.spec.nodeName)!;
    const elsewhere = async (tier: Tier) => (await any(tier)).filter(({ spec }) => spec.nodeName !== node);
    const left = new Map<Tier, number>();
    for (const tier of tiers) left.set(tier, (await elsewhere(tier)).length);
    // What ran on the node is gone at once, though the cluster notices later; nobody else may stop serving.
    const watches = watch(elsewhere);
    await run.cluster.nodes.kill(node);
    const { seconds } = await timed(() =>
      waitFor('all pods on other nodes', { seconds: 120 }, async () => {
        const counts = await Promise.all(tiers.map(async (tier) => (await elsewhere(tier)).filter(isServing).length));
        return counts.every((count) => count === replicas) || undefined;
      }),
    );
    const looks = await nobodyMissed(watches, (tier) => left.get(tier)!);
    const rest = tiers.map((tier) => `${tier} ${left.get(tier)} of ${replicas}`).join(', ');
    say(
      `A node that dies: ${rest} served at ${looks} looks, and all again ${seconds.toFixed(1)} s after its power went.`,
    );
    await arrives('a release while the node is dead', 'api', '1.0.1', elsewhere);
    await run.cluster.nodes.revive(node);
  });

  test('the repo server killed in mid-sync', async () => {
    await arrives('the repo server killed in mid-sync', 'service', '1.1.0', any, async () => {
      const start = await run.argo.killRepoServer();
      await sleep(3000);
      await start();
    });
  });

  test('the API server restarted in mid-sync', async () => {
    await arrives('the API server restarted in mid-sync', 'service', '1.2.0', any, async () => {
      await run.cluster.server.program().kill();
      await sleep(3000);
      await run.cluster.server.start();
    });
  });

  test('the git repository unreachable for a while', async () => {
    const watches = watch(any);
    const { repo } = run.argo;
    await repo.server.close();
    const tree = renderTree(await shopPlatform(repo.address, { api: '1.3.0' }));
    const { after } = await repo.push(tree, 'Release api 1.3.0 while nobody can read');
    await sleep((usualPollSeconds + 10) * 1000);
    expect(await run.pods('api', '1.3.0')).toHaveLength(0);
    await repo.server.open();
    const { seconds } = await timed(() => run.settled(after, 240));
    say(`Git unreachable: the release was Synced and Healthy ${seconds.toFixed(1)} s after git was back, by polling.`);
    await revertHeals('the git repository unreachable for a while', watches);
  });

  /** Releases a broken commit, looks at the damage, reverts; the old pods serve all the while and nothing of it stays. */
  async function survives(what: string, tier: Tier, bad: string, damage: (push: Push) => Promise<void>): Promise<void> {
    const watches = watch(old);
    await damage(await run.release(`Release ${tier} ${bad}`, { [tier]: bad }));
    await sleep(3000);
    await revertHeals(what, watches);
    await nothingStays(tier, bad);
  }

  /** Releases a good tag, disturbs the sync as soon as it has begun, expects the release to arrive all the same, and reverts it. */
  async function arrives(
    what: string,
    tier: Tier,
    tag: string,
    select: typeof any,
    disturb: () => Promise<void> = async () => {},
  ): Promise<void> {
    const watches = watch(select);
    const { after } = await run.release(`Release ${tier} ${tag}`, { [tier]: tag });
    await waitFor('the sync to begin', { seconds: 120, everyMs: 50 }, async () => {
      const { operationState } = await status();
      return (operationState?.phase === 'Running' && operationState.syncResult?.revision === after) || undefined;
    });
    const { seconds } = await timed(async () => {
      await disturb();
      await run.settled(after, 240);
    });
    expect((await run.pods(tier, tag)).filter(isServing)).toHaveLength(replicas);
    say(`${sentence(what)}: the release was Synced and Healthy ${seconds.toFixed(1)} s after.`);
    await revertHeals(what, watches);
    await nothingStays(tier, tag);
  }

  async function revertHeals(what: string, watches: ReturnType<typeof watch>): Promise<void> {
    const { after } = await run.revert();
    const { seconds } = await timed(() => run.settled(after, 240));
    const looks = await nobodyMissed(watches);
    const served = `every tier had ${replicas} of ${replicas} pods at each of ${looks} looks`;
    say(`${sentence(what)}: ${served}; Synced and Healthy ${seconds.toFixed(1)} s after the revert.`);
  }

  /** The last pods are still ending when the tree is Healthy. */
  async function nothingStays(tier: Tier, tag: string): Promise<void> {
    await waitFor(`pods and jobs of ${tag} to be gone`, { seconds: 120 }, async () => {
      const left = [...(await run.pods(tier, tag)), ...(await run.migrations(tag))];
      return left.length === 0 || undefined;
    });
  }

  /** Looks at some pods of every tier once a second. */
  function watch(select: typeof any) {
    return tiers.map((tier) => ({ tier, watch: watchServing(() => select(tier)) }));
  }

  /** Ends the watches. @returns how often the least watched tier was looked at */
  async function nobodyMissed(watches: ReturnType<typeof watch>, least = (_: Tier) => replicas): Promise<number> {
    const looks: number[] = [];
    for (const { tier, watch } of watches) {
      const { counts } = await watch.stop();
      expect({ tier, fewest: Math.min(least(tier), ...counts) }).toEqual({ tier, fewest: least(tier) });
      looks.push(counts.length);
    }
    expect(Math.min(...looks)).toBeGreaterThan(0);
    return Math.min(...looks);
  }

  async function status(): Promise<StoredObject['status']> {
    return (await run.argo.applications.get(run.application))!.status;
  }

  async function migration(tag: string, is: (job: StoredObject) => boolean): Promise<void> {
    await waitFor('the migration', { seconds: 120 }, async () => (await run.migrations(tag)).find(is));
  }
});

function hasStatus({ status }: StoredObject): boolean {
  return status?.containerStatuses?.length > 0;
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}`;
}
