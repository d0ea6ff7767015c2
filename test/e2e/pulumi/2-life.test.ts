import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Cluster, startCluster } from '../harness/cluster/cluster.ts';
import { namespace } from '../harness/running.ts';
import { say } from '../harness/say.ts';
import { Engine } from './engine/engine.ts';
import { leaks } from './engine/leaks.ts';
import { field, madeObjects, writes } from './engine/objects.ts';
import { type OperationResult, well } from './engine/report.ts';
import { exportState, keyOf } from './engine/state.ts';
import { planted, shop } from './fixtures/shop.ts';

// A test that is given up goes on beside the next one, and both would run Pulumi on one state.
jest.setTimeout(1_800_000);

describe('the real Pulumi engine brings an environment up, changes it and takes it down', () => {
  let cluster: Cluster;
  let engine: Engine;
  const deployments = { apiVersion: 'apps/v1', kind: 'Deployment', namespace } as const;

  beforeAll(async () => {
    cluster = await startCluster(say, { volumes: 8 });
    engine = await Engine.start(cluster, { secrets: JSON.stringify(planted) });
  });

  afterAll(() => cluster?.stop());

  test('a preview from nothing says what would come, and nothing comes', async () => {
    engine.write(shop());
    const preview = await well(engine.run('preview'));
    expect(preview.changes.create).toBeGreaterThan(30);
    expect((await madeObjects(cluster.api)).size).toBe(0);
  });

  test('up from nothing: every object is there, ready, and once in the state', async () => {
    const up = await well(engine.run('up'));
    const objects = await madeObjects(cluster.api);
    const { objects: known, pending } = await exportState(engine);
    expect(new Set(up.steps.map(({ operation }) => operation))).toEqual(new Set(['create']));
    expect(known.map(keyOf).sort()).toEqual([...objects.keys()].sort());
    expect(pending).toEqual([]);
    for (const { status } of await cluster.api.list(deployments)) expect(status.readyReplicas).toBe(status.replicas);
  });

  test('the migration ended before the workloads that need it began', async () => {
    const objects = await madeObjects(cluster.api);
    const [, job] = [...objects].find(([name]) => name.startsWith('Job '))!;
    const service = objects.get(`Deployment ${namespace}/shop-cart-service`)!;
    expect(Date.parse(job.status.completionTime)).toBeLessThanOrEqual(Date.parse(service.metadata.creationTimestamp));
  });

  test('up again: no change, no write', async () => {
    const before = {
      versions: field(await madeObjects(cluster.api), 'resourceVersion'),
      writes: await writes(cluster.api),
    };
    const { steps, changes } = await well(engine.run('up'));
    expect(steps).toEqual([]);
    // The program reads what the last run said of itself.
    expect(Object.keys(changes).filter((operation) => operation !== 'read')).toEqual(['same']);
    expect(await writes(cluster.api)).toBe(before.writes);
    expect(field(await madeObjects(cluster.api), 'resourceVersion')).toEqual(before.versions);
  });

  test('one image moved: exactly its objects change', async () => {
    engine.write(shop({ tags: { api: '1.1.0' } }));
    const preview = await well(engine.run('preview'));
    const up = await well(engine.run('up'));
    expect(stepsOf(preview)).toEqual(['update Deployment.shop-cart-api']);
    expect(stepsOf(up)).toEqual(stepsOf(preview));
    expect(await imageOf('shop-cart-api')).toContain(':1.1.0');
  });

  test('drift by hand: refresh sees exactly it, and up repairs it', async () => {
    await cluster.api.merge(deployments, 'shop-cart-app', { spec: { progressDeadlineSeconds: 7 } });
    await cluster.api.delete({ apiVersion: 'v1', kind: 'Service', namespace }, 'shop-cart-api');
    const refresh = await well(engine.run('refresh'));
    const up = await well(engine.run('up'));
    expect(stepsOf(refresh)).toEqual(['delete Service.shop-cart-api', 'update Deployment.shop-cart-app']);
    expect(stepsOf(up)).toEqual(['create Service.shop-cart-api', 'update Deployment.shop-cart-app']);
    expect((await cluster.api.get(deployments, 'shop-cart-app'))?.spec.progressDeadlineSeconds).not.toBe(7);
  });

  test('a release of a workload with a migration makes a new Job and rolls its workload out behind it', async () => {
    engine.write(shop({ tags: { api: '1.1.0', service: '1.1.0' } }));
    const steps = stepsOf(await well(engine.run('up')));
    expect(steps).toContain('update Deployment.shop-cart-service');
    expect(steps.filter((step) => /^create Job\.shop-cart-postgres-migrate-1-1-0/.test(step))).toHaveLength(1);
    expect(steps.filter((step) => /^delete Job\.shop-cart-postgres-migrate-1-0-0/.test(step))).toHaveLength(1);
  });

  test('a stack retires: all of it goes but its database', async () => {
    const claims = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace } as const;
    const before = await cluster.api.get({ ...deployments, kind: 'StatefulSet' }, 'shop-cart-postgres');
    engine.write(shop({ retired: true }));
    // Nobody reads the database's Secret any more but the database itself.
    const { 'harbor-pull': pull } = planted;
    engine.set({ secrets: JSON.stringify({ 'harbor-pull': pull }) });
    // The first run unprotects it, the second one forgets it.
    for (const _ of [1, 2]) await well(engine.run('up'));
    const { objects } = await exportState(engine);
    expect(objects.filter(({ type }) => type.endsWith(':StatefulSet'))).toEqual([]);
    expect((await cluster.api.list(deployments)).map(({ metadata }) => metadata.name)).toEqual([
      'shop-catalog-service',
    ]);
    const after = await cluster.api.get({ ...deployments, kind: 'StatefulSet' }, 'shop-cart-postgres');
    expect(after?.metadata.uid).toBe(before?.metadata.uid);
    const secrets = await cluster.api.list({ apiVersion: 'v1', kind: 'Secret', namespace });
    expect(secrets.map(({ metadata }) => metadata.name)).toContain('shop-cart-postgres');
    expect((await cluster.api.list(claims)).map(({ metadata }) => metadata.name)).toContain(
      'data-shop-cart-postgres-0',
    );
  });

  test('destroy deletes no database: it refuses until somebody unprotects it', async () => {
    const { ok, error } = await engine.run('destroy');
    expect(ok).toBe(false);
    expect(error).toMatch(/protected/);
    expect(await databases()).toEqual(['shop-cart-postgres']);
    await engine.cli('state', 'unprotect', '--all', '--yes');
    await well(engine.run('destroy'));
    expect((await exportState(engine)).objects).toEqual([]);
    expect((await cluster.api.list(deployments)).length).toBe(0);
    expect(await databases()).toEqual(['shop-cart-postgres']);
  });

  test('no secret is in the state, in a log or in any other file of the run', async () => {
    const { text } = await exportState(engine);
    const { folder, sub } = cluster.workspace;
    writeFileSync(join(sub('exported'), 'state.json'), text);
    const secrets = [
      ...Object.values(planted).flatMap((keys) => Object.values(keys) as string[]),
      cluster.server.token,
    ];
    expect(
      leaks(
        folder,
        secrets.filter((secret) => secret.length > 8),
      ),
    ).toEqual([]);
  });

  async function databases(): Promise<readonly string[]> {
    return (await cluster.api.list({ ...deployments, kind: 'StatefulSet' })).map(({ metadata }) => metadata.name);
  }

  async function imageOf(name: string): Promise<string> {
    return (await cluster.api.get(deployments, name))!.spec.template.spec.containers[0].image;
  }
});

/** What a run did, `<operation> <Kind>.<name>`. */
function stepsOf({ steps }: OperationResult): readonly string[] {
  return [...new Set(steps.map(({ operation, name }) => `${operation} ${name.split('/').at(-1)}`))].sort();
}
