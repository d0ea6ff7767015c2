import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Push } from './harness/git/infra-repo.ts';
import { type Phases, phaseTable } from './harness/phases.ts';
import { isServing } from './harness/pods.ts';
import { say } from './harness/say.ts';
import { replicas } from './harness/shop.ts';
import { type ShopRun, startShop, type Tier } from './harness/shop-run.ts';
import { waitFor } from './harness/wait.ts';

describe('from a commit to serving', () => {
  let running: ShopRun;

  beforeAll(async () => {
    running = await startShop();
  });

  afterAll(() => running?.stop());

  test('a new tag of the api: three new pods serve and no old one is left', async () => {
    const phases = await release('api', '2.0.0');
    say(phaseTable('One tag of the api, three pods, by webhook', phases));
    expect(phases.migration).toBeUndefined();
  });

  test('a new tag of the service: its migration runs first', async () => {
    const phases = await release('service', '2.0.0');
    say(phaseTable('One tag of the service, its migration, three pods, by webhook', phases));
    const [migration] = await running.migrations('2.0.0');
    const created = (await running.pods('service', '2.0.0')).map(({ metadata }) => metadata.creationTimestamp);
    expect(created.toSorted()[0]! >= migration!.status.completionTime).toBe(true);
  });

  /** Pushes one new tag and notes when each phase was first seen, in seconds since the push began. */
  async function release(workload: Tier, tag: string): Promise<Phases> {
    const start = performance.now();
    const passed = () => (performance.now() - start) / 1000;
    const push = await running.release(`Release ${workload} ${tag}`, { [workload]: tag });
    const pushed = passed();
    const seen = async (what: string, look: () => Promise<boolean>) => {
      await waitFor(what, { seconds: 120, everyMs: 50 }, async () => (await look()) || undefined);
      return passed();
    };
    const newPods = () => running.pods(workload, tag);
    const detected = await seen('Argo CD to see the commit', () => syncs(push));
    const migration = workload === 'service' ? await seen('the migration to end', () => migrated(tag)) : undefined;
    const rollout = await seen('the first new pod', async () => (await newPods()).length > 0);
    const serving = await seen(
      'all new pods to serve',
      async () => (await newPods()).filter(isServing).length === replicas,
    );
    await running.settled(push.after, 120);
    return { pushed, detected, ...(migration === undefined ? {} : { migration }), rollout, serving, healthy: passed() };
  }

  async function syncs({ after }: Push): Promise<boolean> {
    const { operation, status } = (await running.argo.applications.get(running.application)) as {
      operation?: { sync?: { revision?: string } };
      status: { operationState?: { syncResult?: { revision: string } } };
    };
    return operation?.sync?.revision === after || status.operationState?.syncResult?.revision === after;
  }

  async function migrated(tag: string): Promise<boolean> {
    return (await running.migrations(tag)).some(({ status }) => status?.succeeded === 1);
  }
});
