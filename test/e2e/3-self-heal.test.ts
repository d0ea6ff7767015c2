import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { applicationNames, namespace } from './harness/running.ts';
import { say } from './harness/say.ts';
import { replicas, shop } from './harness/shop.ts';
import { type ShopRun, startShop } from './harness/shop-run.ts';
import { timed, waitFor } from './harness/wait.ts';

describe('Argo CD puts hand edits back', () => {
  let running: ShopRun;
  const place = (apiVersion: string, kind: string) => ({ apiVersion, kind, namespace });

  beforeAll(async () => {
    running = await startShop();
  });

  afterAll(() => running?.stop());

  test('an edited image of a Deployment', async () => {
    const deployments = place('apps/v1', 'Deployment');
    const image = async () =>
      (await running.cluster.api.get(deployments, 'shop-cart-api'))!.spec.template.spec.containers[0].image;
    const before = await image();
    const edit = {
      metadata: { name: 'shop-cart-api', namespace },
      spec: { template: { spec: { containers: [{ name: 'main', image: 'example.com/other:1' }] } } },
    };
    await running.cluster.api.apply({ apiVersion: 'apps/v1', kind: 'Deployment', ...edit }, 'somebody');
    expect(await image()).toBe('example.com/other:1');
    await repaired('An edited Deployment', async () => (await image()) === before);
  });

  test('a deleted NetworkPolicy', async () => {
    const policies = place('networking.k8s.io/v1', 'NetworkPolicy');
    const before = await running.cluster.api.get(policies, 'shop-cart-service');
    await running.cluster.api.delete(policies, 'shop-cart-service');
    await repaired(
      'A deleted NetworkPolicy',
      async () => (await running.cluster.api.get(policies, 'shop-cart-service')) !== undefined,
    );
    const after = await running.cluster.api.get(policies, 'shop-cart-service');
    expect(after!.metadata.uid).not.toBe(before!.metadata.uid);
    expect(after!.spec).toEqual(before!.spec);
  });

  test('a StatefulSet that was scaled down', async () => {
    const sets = place('apps/v1', 'StatefulSet');
    const scaled = await running.cluster.api.merge(sets, 'shop-cart-postgres', { spec: { replicas: 0 } }, 'scale');
    // The answer leaves a zero out.
    expect(scaled.spec.replicas ?? 0).toBe(0);
    await repaired(
      'A scaled StatefulSet',
      async () => (await running.cluster.api.get(sets, 'shop-cart-postgres'))!.spec.replicas === 1,
    );
  });

  test('afterwards everything is Synced and Healthy with all its pods', async () => {
    await running.argo.applications.settled(applicationNames([shop]), { seconds: 120 });
    const deployments = await running.cluster.api.list(place('apps/v1', 'Deployment'));
    expect(deployments.map(({ status }) => status.readyReplicas)).toEqual([replicas, replicas, replicas]);
  });

  async function repaired(what: string, isBack: () => Promise<boolean>): Promise<void> {
    const { seconds } = await timed(() =>
      waitFor(what, { seconds: 120, everyMs: 50 }, async () => (await isBack()) || undefined),
    );
    say(`${what} was put back in ${seconds.toFixed(1)} s.`);
  }
});
