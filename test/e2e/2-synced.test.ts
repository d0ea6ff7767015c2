import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Platform } from '../../lib/load/platform.ts';
import { threeTier } from '../../lib/model/index.ts';
import { applicationNames, namespace, type Running, stagingFrom, startRunning } from './harness/running.ts';
import { say } from './harness/say.ts';
import { timed, waitFor } from './harness/wait.ts';

describe('a real Argo CD syncs the tree', () => {
  let running: Running;
  let platform: Platform;
  let stacks: readonly string[];
  const inNamespace = (apiVersion: string, kind: string) => ({ apiVersion, kind, namespace });
  const labelOf = (stack: string) => `app.kubernetes.io/instance=${stack.replace('/', '-')}`;

  beforeAll(async () => {
    running = await startRunning();
    platform = await stagingFrom(running.argo.repo.address);
    stacks = platform.environments[0]!.stacks as readonly string[];
  });

  afterAll(() => running?.stop());

  test('the root application alone brings every application to Synced and Healthy', async () => {
    const { after } = await running.publish(platform, 'The platform');
    const names = [...applicationNames(stacks), 'staging-observability', 'staging-observability-nodes'];
    const { seconds } = await timed(async () => {
      await running.bootstrap(platform);
      await running.argo.applications.settled(names, { revision: after, seconds: 600 });
    });
    say(`${names.length} applications were Synced and Healthy ${seconds.toFixed(1)} s after the root was applied.`);
  });

  test('waves happen in order: the database is ready, the migration ends, then the applications start', async () => {
    const { postgres, 'postgres-migrate': migration, ...tiers } = await podTimes('identity/auth');
    expect(postgres!.ready).toBeLessThanOrEqual(migration!.created);
    for (const tier of ['app', 'api', 'service']) expect(migration!.ended).toBeLessThanOrEqual(tiers[tier]!.created);
  });

  test('a new stack folder becomes an application by itself', async () => {
    const { environments, releases } = platform;
    const tags = { app: { tag: '1.0.0' }, api: { tag: '1.0.0' }, service: { tag: '1.0.0' } };
    const added: Platform = {
      ...platform,
      stacks: [...platform.stacks, threeTier({ domain: 'shop', name: 'cart' })],
      releases: new Map([['staging', { ...releases.get('staging'), 'shop/cart': tags }]]),
      environments: [{ ...environments[0]!, stacks: [...stacks, 'shop/cart'] }],
    };
    const { after } = await running.publish(added, 'Add shop/cart');
    const { seconds } = await timed(() =>
      waitFor('its application', { seconds: 120 }, () => running.argo.applications.get('staging-shop-cart')),
    );
    say(`A new folder became an application in ${seconds.toFixed(1)} s.`);
    await running.argo.applications.settled(['staging-shop-cart'], { revision: after, seconds: 120 });
  });

  test('a stack that retires is pruned, and its database is not', async () => {
    const stack = 'identity/user';
    await running.publish(without(stack, [stack]), `Retire ${stack}`);
    const { seconds } = await timed(() =>
      waitFor('its workloads to go', { seconds: 120 }, async () => {
        const left = await running.cluster.api.list(inNamespace('apps/v1', 'Deployment'), labelOf(stack));
        return left.length === 0 || undefined;
      }),
    );
    say(`A retired stack was pruned in ${seconds.toFixed(1)} s.`);
    expect(await databasesOf(stack)).toEqual([1]);
  });

  test('when its folder goes at last, so does its application, and the database still serves', async () => {
    const stack = 'identity/user';
    await running.publish(without(stack, []), `Forget ${stack}`);
    await waitFor('its application to go', { seconds: 120 }, async () => {
      const found = await running.argo.applications.get('staging-identity-user');
      return found === undefined || undefined;
    });
    expect(await databasesOf(stack)).toEqual([1]);
    const claims = await running.cluster.api.list(inNamespace('v1', 'PersistentVolumeClaim'));
    expect(claims.map(({ metadata }) => metadata.name)).toContain('data-identity-user-postgres-0');
  });

  function without(stack: string, retired: readonly string[]): Platform {
    const left = stacks.filter((candidate) => candidate !== stack);
    return { ...platform, environments: [{ ...platform.environments[0]!, stacks: left, retired }] };
  }

  /** Ready pods of each database of a stack. */
  async function databasesOf(stack: string): Promise<readonly number[]> {
    const found = await running.cluster.api.list(inNamespace('apps/v1', 'StatefulSet'), labelOf(stack));
    return found.map(({ status }) => status.readyReplicas);
  }

  /** When the first pod of each tier was created, was ready and ended, in milliseconds since 1970 (whole seconds: no more is kept). */
  async function podTimes(stack: string) {
    const pods = await running.cluster.api.list(inNamespace('v1', 'Pod'), labelOf(stack));
    const newestFirst = pods.toSorted((a, b) => created(b) - created(a));
    return Object.fromEntries(
      newestFirst.map((pod) => {
        const { conditions, containerStatuses } = pod.status;
        const ready = conditions.find(({ type }: { readonly type: string }) => type === 'Ready');
        const ended = containerStatuses[0].state.terminated?.finishedAt;
        const times = { created: created(pod), ready: Date.parse(ready.lastTransitionTime), ended: Date.parse(ended) };
        return [pod.metadata.labels?.['app.kubernetes.io/name'], times];
      }),
    );
  }
});

function created({ metadata }: { readonly metadata: { readonly creationTimestamp: string } }): number {
  return Date.parse(metadata.creationTimestamp);
}
