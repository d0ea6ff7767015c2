import { describe, expect, test } from '@jest/globals';
import { type DatabaseProps, eks } from '../../../lib/model/index.ts';
import { images, withWorkload } from '../../fixtures/base.ts';
import { databaseIn, environmentWith, planOf } from './plan-of.ts';

const databaseWith = (props: DatabaseProps, cluster = environmentWith({}).cluster) => {
  const edges = [{ from: 'search', to: 'main', why: 'it keeps' }];
  const workload = { image: 'shop/search', user: 2000, scratch: ['/work'] };
  const stacks = [withWorkload(workload, { databases: { main: props }, edges })];
  return databaseIn(planOf({ stacks, environment: environmentWith({ cluster }) }), 'shop/search/main');
};

describe('a database in the cluster', () => {
  test('has good values for everything', () => {
    expect(databaseWith({})).toMatchObject({
      kind: 'cluster',
      name: 'shop-search-main',
      image: images.postgres['17'],
      user: 999,
      sizeGi: 10,
      storageClass: 'local-path',
      backup: { schedule: '30 2 * * *', keep: 7, sizeGi: 10 },
      migration: undefined,
    });
  });

  test('takes what the stack says', () => {
    const database = databaseWith({
      version: '16',
      sizeGi: 50,
      resources: 'large',
      backup: { schedule: '0 1 * * 0', keep: 30 },
    });
    expect(database).toMatchObject({
      image: images.postgres['16'],
      sizeGi: 50,
      resources: { requests: { cpu: '500m' } },
      backup: { schedule: '0 1 * * 0', keep: 30, sizeGi: 50 },
    });
    expect(databaseWith({ backup: false })).toMatchObject({ backup: undefined });
  });
});

test('a migration runs in the image of its workload, as its user, and waits for the database', () => {
  const { migration } = databaseWith({ migration: { workload: 'search', command: ['migrate'], timeoutSeconds: 60 } });
  expect(migration).toMatchObject({
    image: expect.stringContaining('registry.example/shop/shop/search:sha-1f2e3d4@sha256:'),
    version: 'sha-1f2e3d4',
    user: 2000,
    scratch: ['/work'],
    timeoutSeconds: 60,
    wait: { host: 'shop-search-main', image: images.postgres['17'] },
  });
});

test('a managed database is a name in the zone of the cloud', () => {
  const database = databaseWith({ managed: true, migration: { workload: 'search', command: ['migrate'] } }, eks());
  expect(database).toMatchObject({
    kind: 'managed',
    host: 'shop-search-main.db.internal',
    migration: { wait: { host: 'shop-search-main' }, timeoutSeconds: 600 },
  });
});
