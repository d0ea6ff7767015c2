import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Push } from './harness/git/infra-repo.ts';
import { type Phases, phaseTable } from './harness/phases.ts';
import { isServing, podsOf } from './harness/pods.ts';
import { applicationNames, namespace, type Running, startRunning } from './harness/running.ts';
import { say } from './harness/say.ts';
import { replicas, shop, shopPlatform } from './harness/shop.ts';
import { waitFor } from './harness/wait.ts';

describe('from a commit to serving', () => {
  let running: Running;
  const application = 'staging-shop-cart';

  beforeAll(async () => {
    running = await startRunning();
    const platform = await shopPlatform(running.argo.repo.address);
    const { after } = await running.publish(platform, 'The platform');
    await running.bootstrap(platform);
    await running.argo.applications.settled(applicationNames([shop]), { revision: after, seconds: 240 });
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
    expect(phases.migration).toBeLessThan(phases.rollout);
  });

  /** Pushes one new tag and notes when each phase was first seen, in seconds since the push began. */
  async function release(workload: string, tag: string): Promise<Phases> {
    const start = performance.now();
    const passed = () => (performance.now() - start) / 1000;
    const push = await running.publish(
      await shopPlatform(running.argo.repo.address, { [workload]: tag }),
      `Release ${workload} ${tag}`,
    );
    const pushed = passed();
    const seen = async (what: string, look: () => Promise<boolean>) => {
      await waitFor(what, { seconds: 120, everyMs: 50 }, async () => (await look()) || undefined);
      return passed();
    };
    const newPods = async () =>
      (await podsOf(running.cluster.api, shop, workload)).filter(({ spec }) =>
        spec.containers[0].image.includes(`:${tag}`),
      );
    const detected = await seen('Argo CD to see the commit', () => syncs(push));
    const migration = workload === 'service' ? await seen('the migration to end', () => migrated(tag)) : undefined;
    const rollout = await seen('the first new pod', async () => (await newPods()).length > 0);
    const serving = await seen(
      'all new pods to serve',
      async () => (await newPods()).filter(isServing).length === replicas,
    );
    await running.argo.applications.settled([application], { revision: push.after, seconds: 60 });
    return { pushed, detected, ...(migration === undefined ? {} : { migration }), rollout, serving, healthy: passed() };
  }

  async function syncs({ after }: Push): Promise<boolean> {
    const { operation, status } = (await running.argo.applications.get(application)) as {
      operation?: { sync?: { revision?: string } };
      status: { operationState?: { syncResult?: { revision: string } } };
    };
    return operation?.sync?.revision === after || status.operationState?.syncResult?.revision === after;
  }

  async function migrated(tag: string): Promise<boolean> {
    const jobs = await running.cluster.api.list({ apiVersion: 'batch/v1', kind: 'Job', namespace });
    return jobs.some(
      ({ spec, status }) => spec.template.spec.containers[0].image.includes(`:${tag}`) && status?.succeeded === 1,
    );
  }
});
