import { describe, expect, test } from '@jest/globals';
import type { Loose } from '../../good-tree.ts';
import { whenFrom } from '../found.ts';

const id = 'data/place-moves';
const words =
  'It starts as if it had no data, and may make new data that nobody keeps. Leave the place as it is, or move the data over before.';
const mount = { name: 'data', mountPath: '/var/lib/postgresql/data' };
const pgdata = (value: string) => ({ name: 'PGDATA', value });

/** A database whose pods each have a claim `data`; its only container as given. */
const server =
  (container: object, ...volumes: object[]) =>
  ({ spec }: Loose) => {
    spec.volumeClaimTemplates = [{ metadata: { name: 'data' }, spec: { resources: {} } }];
    spec.template.spec.volumes = volumes;
    spec.template.spec.containers = [{ name: 'postgres', image: 'postgres:17.1', ...container }];
  };
const change = (old: (object: Loose) => void, next: (object: Loose) => void) =>
  whenFrom(id, 'StatefulSet/shop-cart-db', old, next);

describe('the place of data in a container', () => {
  test('must not move', () => {
    expect(
      change(server({ volumeMounts: [mount] }), server({ volumeMounts: [{ ...mount, mountPath: '/data' }] })),
    ).toEqual([
      `[StatefulSet.shop-cart-db.yaml] spec.template.spec.containers[0].volumeMounts: had each pod's claim data at /var/lib/postgresql/data, and now each pod's claim data at /data. ${words}`,
    ]);
  });

  test('must not go', () => {
    expect(change(server({ volumeMounts: [mount] }), server({}))[0]).toContain(
      'at /var/lib/postgresql/data, and nowhere now.',
    );
  });

  test('must not become a folder that is emptied', () => {
    const scratch = server({ volumeMounts: [{ ...mount, name: 'scratch' }] }, { name: 'scratch', emptyDir: {} });
    expect(change(server({ volumeMounts: [mount] }), scratch)[0]).toContain('and nowhere now.');
  });

  test('must not become another folder of the volume', () => {
    const folder = server({ volumeMounts: [{ ...mount, subPath: 'v2' }] });
    expect(change(server({ volumeMounts: [mount] }), folder)[0]).toContain(
      "and now the folder v2 of each pod's claim data at",
    );
  });

  test('must not leave with its container', () => {
    const renamed = server({ name: 'server' });
    expect(change(server({ volumeMounts: [mount] }), renamed)).toEqual([
      `[StatefulSet.shop-cart-db.yaml] spec.template.spec.containers: loses postgres, which had each pod's claim data. ${words}`,
    ]);
    expect(change(server({ volumeMounts: [mount] }), server({ name: 'server', volumeMounts: [mount] }))).toEqual([]);
  });

  test('must not move by what the server is told', () => {
    const told = (folder: string) => server({ volumeMounts: [mount], env: [pgdata(folder)] });
    expect(change(told('/var/lib/postgresql/data/pgdata'), told('/tmp/pg'))[0]).toContain(
      'spec.template.spec.containers[0].env: PGDATA was /var/lib/postgresql/data/pgdata, and is /tmp/pg.',
    );
    expect(change(told('/var/lib/postgresql/data/pgdata'), server({ volumeMounts: [mount] }))[0]).toContain(
      'and is not set.',
    );
  });

  test('may stay while other places come and go', () => {
    const cache = { name: 'cache', mountPath: '/cache' };
    const old = server({ volumeMounts: [mount, cache] }, { name: 'cache', emptyDir: {} });
    expect(change(old, server({ volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, mount] }))).toEqual([]);
  });

  test('is that of the claim, however a volume of the same name is described: Kubernetes puts the claim first', () => {
    const old = server({ volumeMounts: [mount] });
    expect(change(old, server({ volumeMounts: [mount] }, { name: 'data', emptyDir: {} }))).toEqual([]);
  });

  test('is no matter of a pod that has no data', () => {
    const plain = (value: string) => (object: Loose) => {
      object.spec.template.spec.containers[0].env = [pgdata(value)];
    };
    expect(whenFrom(id, 'Deployment/shop-cart-api', plain('/a'), plain('/b'))).toEqual([]);
  });
});
