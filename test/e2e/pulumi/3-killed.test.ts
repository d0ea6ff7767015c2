import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Cluster, startCluster } from '../harness/cluster/cluster.ts';
import { namespace } from '../harness/running.ts';
import { say } from '../harness/say.ts';
import { Engine } from './engine/engine.ts';
import { field, madeObjects } from './engine/objects.ts';
import { runWhole } from './engine/whole.ts';
import { seeded } from './fixtures/seeded.ts';
import { planted, shop } from './fixtures/shop.ts';

// A test that is given up goes on beside the next one, and both would run Pulumi on one state.
jest.setTimeout(1_800_000);

describe('whenever a run is killed, the next one finishes: nothing is made twice, nothing is forgotten', () => {
  let cluster: Cluster;
  let engine: Engine;
  const deployments = { apiVersion: 'apps/v1', kind: 'Deployment', namespace } as const;
  const random = seeded();

  beforeAll(async () => {
    cluster = await startCluster(say, { volumes: 8 });
    engine = await Engine.start(cluster, { secrets: JSON.stringify(planted) });
    engine.write(shop());
  });

  afterAll(() => cluster?.stop());

  test('killed at ten random points', async () => {
    const seen = new Map<string, string>();
    const remember = async () => {
      for (const [name, uid] of Object.entries(field(await madeObjects(cluster.api), 'uid'))) {
        expect({ name, uid: seen.get(name) ?? uid }).toEqual({ name, uid });
        seen.set(name, uid);
      }
    };
    const points = [...random.many(7, 1, 9), ...random.many(3, 1, 3)];
    say(`Killed after ${points.join(', ')} signs of work (seed ${random.seed}).`);
    for (const [index, killAfter] of points.entries()) {
      // The last three strike a release in place of the first delivery.
      if (index === 7) await runWhole(engine, cluster.api);
      if (index >= 7) engine.write(shop({ tags: { app: `1.${index}.0`, api: `1.${index}.0` } }));
      expect(await engine.begin('up', { killAfter }).result).toBeUndefined();
      await remember();
      await engine.cli('cancel', '--yes');
    }
    await runWhole(engine, cluster.api);
    await remember();
    expect((await cluster.api.list(deployments)).map(pods)).toEqual((await cluster.api.list(deployments)).map(wanted));
  });
});

interface Counted {
  readonly spec: { readonly replicas: number };
  readonly status?: { readonly replicas?: number; readonly updatedReplicas?: number };
}

function pods({ status }: Counted) {
  return [status?.replicas, status?.updatedReplicas];
}

function wanted({ spec }: Counted) {
  return [spec.replicas, spec.replicas];
}
