import { describe, expect, test } from '@jest/globals';
import { broken, goodTree, type Loose, without } from '../../good-tree.ts';
import { between, changed, folder, found, make, plus, when, whenFrom } from '../found.ts';

const options = 'argocd.argoproj.io/sync-options';
const unmanaged = 'It stays as it is, unmanaged: nobody updates it, and a later tree knows nothing of it.';

describe('a database or volume that would go', () => {
  const id = 'data/goes';
  const db = 'StatefulSet/shop-cart-db';
  const backup = 'Keep it in the tree, or take a last backup, test that it restores, and delete it by hand.';
  const unprotected = broken(db, ({ metadata }) => delete metadata.annotations[options]);

  test('stays running unmanaged if Argo CD is told not to prune it', () => {
    expect(found(id, goodTree(), without(db))).toEqual([
      `[StatefulSet.shop-cart-db.yaml] leaves the tree. Argo CD leaves it (argocd.argoproj.io/sync-options). ${unmanaged} ${backup}`,
    ]);
  });

  test('is deleted if it is not, and its claims stay', () => {
    expect(found(id, unprotected, without(db))).toEqual([
      `[StatefulSet.shop-cart-db.yaml] leaves the tree. Argo CD deletes it. Its pods stop; its claims stay, and nobody owns them. ${backup}`,
    ]);
  });

  test('takes its data along if its claims are deleted with it', () => {
    const old = broken(db, ({ metadata, spec }) => {
      delete metadata.annotations[options];
      spec.persistentVolumeClaimRetentionPolicy.whenDeleted = 'Delete';
    });
    expect(found(id, old, without(db))[0]).toContain('Argo CD deletes it. Its claims and their data go with it.');
  });

  test('is preserved with the rest if its whole application goes', () => {
    const next = new Map([...goodTree()].filter(([path]) => !path.startsWith('prod/shop-cart/')));
    expect(found(id, unprotected, next)).toEqual([
      `[StatefulSet.shop-cart-db.yaml] leaves the tree. Its application goes, and the ApplicationSet preserves what runs. ${unmanaged} ${backup}`,
    ]);
  });

  test('is deleted with its application if the ApplicationSet preserves nothing, unless it is annotated', () => {
    const dropping = (tree: ReturnType<typeof goodTree>) => {
      const copy = structuredClone(tree.get('argocd/ApplicationSet.prod.yaml')) as Loose;
      copy.spec.syncPolicy = {};
      return new Map([...tree, ['argocd/ApplicationSet.prod.yaml', copy]]);
    };
    const next = new Map([...goodTree()].filter(([path]) => !path.startsWith('prod/shop-cart/')));
    expect(found(id, dropping(new Map(unprotected)), dropping(next))[0]).toContain('Argo CD deletes it.');
    expect(found(id, dropping(goodTree()), dropping(next))[0]).toContain('Argo CD leaves it');
  });

  test('goes with whoever applies the tree where there is no Argo CD', () => {
    const claim = make('v1', 'PersistentVolumeClaim', 'data');
    expect(found(id, folder(claim, make('v1', 'ConfigMap', 'a')), folder(make('v1', 'ConfigMap', 'a')))).toEqual([
      `[PersistentVolumeClaim-data.yaml] leaves the tree. Whoever applies the tree and prunes deletes it. Its data goes with it, unless the volume is retained. ${backup}`,
    ]);
  });

  test('is no matter of a Deployment, nor of a database that only moves to another file', () => {
    expect(found(id, goodTree(), without('Deployment/shop-cart-api'))).toEqual([]);
    const moved = goodTree();
    moved.set('prod/shop-cart/StatefulSet.other.yaml', moved.get('prod/shop-cart/StatefulSet.shop-cart-db.yaml')!);
    moved.delete('prod/shop-cart/StatefulSet.shop-cart-db.yaml');
    expect(found(id, goodTree(), moved)).toEqual([]);
  });
});

describe('what keeps data from being pruned', () => {
  const id = 'data/protection';

  test('must not be taken off', () => {
    const messages = when(id, 'StatefulSet/shop-cart-db', ({ metadata }) => delete metadata.annotations[options]);
    expect(messages).toEqual([
      `[StatefulSet.shop-cart-db.yaml] metadata.annotations["${options}"]: loses Prune=false and Delete=false. A folder that is missing from one commit then takes the data along. Leave the annotation on it.`,
    ]);
  });

  test('may be written with another option, in another order', () => {
    const messages = when(id, 'StatefulSet/shop-cart-db', ({ metadata }) => {
      metadata.annotations[options] = 'Delete=false, Prune=false,ServerSideApply=true';
    });
    expect(messages).toEqual([]);
  });
});

describe('volumes that were retained', () => {
  const id = 'data/retention';
  const words = 'The data then goes with the object, or with the pod that is scaled away. Leave it at Retain.';

  test('must not be deleted with a pod that is scaled away', () => {
    const messages = when(id, 'StatefulSet/shop-cart-db', ({ spec }) => {
      spec.persistentVolumeClaimRetentionPolicy.whenScaled = 'Delete';
    });
    expect(messages).toEqual([
      `[StatefulSet.shop-cart-db.yaml] spec.persistentVolumeClaimRetentionPolicy.whenScaled: becomes Delete. ${words}`,
    ]);
  });

  test('may be retained from now on', () => {
    const policy = (whenDeleted: string) => (object: Loose) => {
      object.spec.persistentVolumeClaimRetentionPolicy = { whenDeleted };
    };
    expect(whenFrom(id, 'StatefulSet/shop-cart-db', policy('Delete'), policy('Retain'))).toEqual([]);
    expect(whenFrom(id, 'StatefulSet/shop-cart-db', policy('Delete'), policy('Delete'))).toEqual([]);
  });
});

describe('the claim of a pod', () => {
  const id = 'data/volume-changes';
  const claim = (name: string) => ({ name: 'data', persistentVolumeClaim: { claimName: name } });
  const volumes =
    (...list: Loose[]) =>
    (object: Loose) => {
      object.spec.template.spec.volumes = list;
    };
  const api = 'Deployment/shop-cart-api';

  test('must not be another one unseen', () => {
    expect(whenFrom(id, api, volumes(claim('a')), volumes(claim('b')))).toEqual([
      '[Deployment.shop-cart-api.yaml] spec.template.spec.volumes: no longer uses the claim a, but b. The pods start without the data that they had. Keep the claim, or copy the data over before.',
    ]);
  });

  test('must not become a folder that is emptied', () => {
    const messages = whenFrom(id, api, volumes(claim('a')), volumes({ name: 'data', emptyDir: {} }));
    expect(messages[0]).toContain('no longer uses the claim a, but no claim.');
  });

  test('may get company, and another name inside the pod', () => {
    expect(whenFrom(id, api, volumes(claim('a')), volumes({ ...claim('a'), name: 'x' }, claim('b')))).toEqual([]);
  });
});

describe('the server of a database', () => {
  const id = 'data/major-version';
  const image = (name: string) => (object: Loose) => {
    object.spec.template.spec.containers[0].image = name;
  };
  const db = 'StatefulSet/shop-cart-db';

  test('must not move to another major version unseen', () => {
    expect(
      whenFrom(id, db, image('docker.io/library/postgres:17.6'), image('docker.io/library/postgres:18.1-alpine')),
    ).toEqual([
      '[StatefulSet.shop-cart-db.yaml] spec.template.spec.containers[0].image: moves from major version 17 to 18. It does not start on the files of the other version, and no rollback brings them back once it has changed them. Dump and restore, or run the upgrade that the server documents, before the image moves.',
    ]);
  });

  test('may move to another minor version, and anything else to a major one', () => {
    expect(whenFrom(id, db, image('postgres:17.6'), image('postgres:17.7'))).toEqual([]);
    expect(whenFrom(id, db, image('shop/worker:1.0'), image('shop/worker:2.0'))).toEqual([]);
    expect(whenFrom(id, 'Deployment/shop-cart-api', image('postgres:17'), image('postgres:18'))).toEqual([]);
  });
});

describe('a CustomResourceDefinition', () => {
  const id = 'data/definition-goes';
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.a.io' },
    spec: { names: { kind: 'Thing' } },
  };

  test('takes every object of its kind along', () => {
    expect(found(id, plus(definition), goodTree())).toEqual([
      '[CustomResourceDefinition.things.a.io.yaml] leaves the tree: it defines "Thing". With it the API server deletes every object of its kind, in all namespaces. Move or delete the objects of the kind first, one by one.',
    ]);
  });

  test('may leave the tree if Argo CD does not prune it, and may change', () => {
    const kept = changed(definition, ({ metadata }) =>
      Object.assign(metadata, { annotations: { [options]: 'Prune=false' } }),
    );
    expect(found(id, plus(kept), goodTree())).toEqual([]);
    expect(between(id, definition, kept)).toEqual([]);
  });
});
