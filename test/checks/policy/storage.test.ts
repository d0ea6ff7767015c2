import { describe, expect, test } from '@jest/globals';
import { broken, goodTree, type Loose, messages } from '../good-tree.ts';

/** The good tree with the claim `c` in `wave`, mounted by the pods of these objects. */
function withClaim(wave: number, consumers: readonly string[], spec: Loose = {}) {
  const tree = goodTree();
  tree.set('prod/shop-cart/PersistentVolumeClaim.c.yaml', {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: 'c',
      namespace: 'uo-prod',
      annotations: {
        'argocd.argoproj.io/sync-wave': String(wave),
        'argocd.argoproj.io/sync-options': 'Prune=false, Delete=confirm',
      },
    },
    spec: { accessModes: ['ReadWriteOnce'], ...spec },
  });
  for (const id of consumers) {
    const object = tree.get(`prod/shop-cart/${id}.yaml`) as Loose;
    const template = object.spec.jobTemplate?.spec.template ?? object.spec.template;
    template.spec.volumes = [{ name: 'c', persistentVolumeClaim: { claimName: 'c' } }];
  }
  return tree;
}

const path = '[PersistentVolumeClaim.c.yaml]';
const cronJob = 'CronJob.shop-cart-backup';
const api = 'Deployment.shop-cart-api';

describe('claims that wait for their first pod', () => {
  test('a claim that nobody mounts is a fault', () => {
    expect(messages('storage/claim-is-mounted', withClaim(2, []))).toEqual([
      `${path} found a claim that no pod mounts, expected a pod that mounts it. Mount it, or remove it.`,
    ]);
    expect(messages('storage/claim-is-mounted', withClaim(2, [api]))).toEqual([]);
  });

  test('a claim that only a CronJob mounts is a fault', () => {
    expect(messages('storage/claim-of-cron-job', withClaim(2, [cronJob]))).toEqual([
      `${path} found no consumer but CronJob uo-prod/shop-cart-backup, expected a consumer that starts with the sync. Mount it in a pod that runs on, use an ephemeral volume, or write to an object store.`,
    ]);
    expect(messages('storage/claim-of-cron-job', withClaim(2, [cronJob, api]))).toEqual([]);
  });

  test('a claim in an earlier wave than its first pod blocks the sync', () => {
    expect(messages('storage/claim-in-time', withClaim(0, [api]))).toEqual([
      `${path} metadata.annotations["argocd.argoproj.io/sync-wave"]: found wave 0, expected wave 2, that of Deployment uo-prod/shop-cart-api. Give the claim the wave of its first consumer.`,
    ]);
    expect(messages('storage/claim-in-time', withClaim(2, [api]))).toEqual([]);
  });

  test('a class that binds at once, and a claim with its volume, wait for nobody', () => {
    const bound = withClaim(0, [], { volumeName: 'pv' });
    const immediate = withClaim(0, [], { storageClassName: 'fast' });
    immediate.set('prod/platform/StorageClass.fast.yaml', {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'fast' },
      volumeBindingMode: 'Immediate',
    });
    for (const tree of [bound, immediate]) {
      for (const rule of ['storage/claim-is-mounted', 'storage/claim-of-cron-job', 'storage/claim-in-time']) {
        expect(messages(rule, tree)).toEqual([]);
      }
    }
  });
});

test('a Deployment with a volume of one writer has one pod and no overlap', () => {
  const repair = 'Set replicas to 1 and strategy.type to Recreate, or make it a StatefulSet with claim templates.';
  expect(messages('storage/one-writer', withClaim(2, [api]))).toEqual([
    `[Deployment.shop-cart-api.yaml] spec.replicas: found 2, expected 1, since c has one writer. ${repair}`,
    `[Deployment.shop-cart-api.yaml] spec.strategy.type: found "RollingUpdate", expected "Recreate". ${repair}`,
  ]);
  expect(messages('storage/one-writer', withClaim(2, [api], { accessModes: ['ReadWriteMany'] }))).toEqual([]);
});

describe('what Argo CD must keep', () => {
  const key = 'argocd.argoproj.io/sync-options';

  test('a database that may be pruned is a fault, and so is its namespace', () => {
    const database = broken('StatefulSet/shop-cart-db', (object) => delete object.metadata.annotations[key]);
    const repair = `Annotate the object ${key}: Prune=false,Delete=false.`;
    expect(messages('storage/kept', database)).toEqual([
      `[StatefulSet.shop-cart-db.yaml] metadata.annotations["${key}"]: found nothing, expected Prune=false,Delete=false. ${repair}`,
    ]);
    const namespace = broken('Namespace/uo-prod', (object) => {
      object.metadata.annotations[key] = 'Prune=confirm';
    });
    expect(messages('storage/kept', namespace)).toEqual([
      `[prod/platform/Namespace.uo-prod.yaml] metadata.annotations["${key}"]: found "Prune=confirm", expected Delete=false. ${repair}`,
    ]);
  });

  test('a StatefulSet without volumes may go', () => {
    const tree = broken('StatefulSet/shop-cart-db', (object) => {
      delete object.metadata.annotations[key];
      delete object.spec.volumeClaimTemplates;
    });
    expect(messages('storage/kept', tree)).toEqual([]);
  });

  test('where nothing speaks of Argo CD, nothing is asked', () => {
    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'c' } };
    expect(messages('storage/kept', new Map([['c.yaml', claim]]))).toEqual([]);
  });
});
