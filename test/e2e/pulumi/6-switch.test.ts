import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type ArgoCd, startArgoCd } from '../harness/argocd/argocd.ts';
import { type Cluster, startCluster } from '../harness/cluster/cluster.ts';
import type { Push } from '../harness/git/infra-repo.ts';
import { namespace } from '../harness/running.ts';
import { say } from '../harness/say.ts';
import { waitFor } from '../harness/wait.ts';
import { Engine } from './engine/engine.ts';
import { field, madeObjects } from './engine/objects.ts';
import { watchPods } from './engine/pods.ts';
import { well } from './engine/report.ts';
import { exportState } from './engine/state.ts';
import { planted, shop } from './fixtures/shop.ts';

// A test that is given up goes on beside the next one, and both would run Pulumi on one state.
jest.setTimeout(1_800_000);

describe('the delivery of a running environment changes hands without a pod restarting', () => {
  let cluster: Cluster;
  let argo: ArgoCd;
  let engine: Engine;
  const applications = ['staging', 'staging-platform', 'staging-shop-cart', 'staging-shop-catalog'];
  const deployments = { apiVersion: 'apps/v1', kind: 'Deployment', namespace } as const;
  const project = (tags: Readonly<Record<string, string>> = {}) =>
    shop({ tags, environment: { gitops: { repository: argo.repo.address } } });

  beforeAll(async () => {
    cluster = await startCluster(say, { volumes: 8 });
    argo = await startArgoCd(cluster, say);
    engine = await Engine.start(cluster, { secrets: JSON.stringify(planted) });
    engine.write(project());
    await well(engine.run('up'));
  });

  afterAll(async () => {
    await argo?.stop();
    await cluster?.stop();
  });

  test('from Pulumi to Argo CD: the second run lets go, and Argo CD takes over what runs', async () => {
    const before = field(await madeObjects(cluster.api), 'uid');
    const stop = watchPods(cluster.api, namespace);
    await publish('The same objects, for Argo CD');
    engine.set({ delivery: 'argocd' });
    // A run that is killed while it lets go has not let go: the next one does.
    expect(await engine.begin('up', { killAfter: 1 }).result).toBeUndefined();
    await engine.cli('cancel', '--yes');
    for (const _ of ['the state learns that the objects stay', 'the state lets go']) {
      await well(engine.run('up'));
    }
    await argo.applications.settled(applications, { seconds: 240 });
    expect(await stop()).toHaveLength(1);
    expect(field(await madeObjects(cluster.api), 'uid')).toMatchObject(before);
    const { objects } = await exportState(engine);
    expect(objects.filter(({ type }) => type === 'kubernetes:apps/v1:Deployment')).toEqual([]);
  });

  test('Argo CD delivers the next release', async () => {
    engine.write(project({ app: '1.1.0' }));
    const { after } = await publish('Release app 1.1.0');
    await argo.applications.settled(['staging-shop-cart'], { revision: after, seconds: 240 });
    expect(await imageOf('shop-cart-app')).toContain(':1.1.0');
    // Healthy is said while the last old pod is still going: the next test watches pods.
    await waitFor('the old pods to be gone', { seconds: 60 }, async () => {
      const all = await cluster.api.list({ apiVersion: 'v1', kind: 'Pod', namespace });
      return all.every(({ metadata }) => metadata.deletionTimestamp === undefined) || undefined;
    });
  });

  test('and back: Pulumi takes over what runs, Argo CD lets go', async () => {
    const before = field(await madeObjects(cluster.api), 'uid');
    const stop = watchPods(cluster.api, namespace);
    engine.set({ delivery: 'pulumi' });
    await well(engine.run('up'));
    expect(await stop()).toHaveLength(1);
    expect(field(await madeObjects(cluster.api), 'uid')).toMatchObject(before);
    expect((await argo.applications.list()).map(({ metadata }) => metadata.name)).toEqual([]);
  });

  test('Pulumi delivers the next release, and nobody puts the old one back', async () => {
    engine.write(project({ app: '1.2.0' }));
    await well(engine.run('up'));
    expect(await imageOf('shop-cart-app')).toContain(':1.2.0');
  });

  /** Renders the project into the repository that Argo CD reads, and tells Argo CD. */
  async function publish(message: string): Promise<Push> {
    const script = join(import.meta.dirname, 'engine/render.ts');
    await promisify(execFile)(process.execPath, [script, engine.root, argo.repo.folder]);
    const push = await argo.repo.pushByHand(message);
    await argo.notify(push);
    return push;
  }

  async function imageOf(name: string): Promise<string> {
    return (await cluster.api.get(deployments, name))!.spec.template.spec.containers[0].image;
  }
});
