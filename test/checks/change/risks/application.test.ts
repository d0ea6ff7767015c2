import { describe, expect, test } from '@jest/globals';
import type { Tree } from '../../../../lib/render/tree.ts';
import { broken, goodTree, type Loose, without } from '../../good-tree.ts';
import { folder, found, make, plus, when, whenFrom } from '../found.ts';

const retire =
  "Retire the stack first: move its id from stacks to retired in the environment's file and render, so that Argo CD prunes what should go; remove the folder in a later change.";

/** The tree without the files whose path begins so. */
function withoutFolder(prefix: string, tree: Tree = goodTree()): Tree {
  return new Map([...tree].filter(([path]) => !path.startsWith(prefix)));
}

/** How many objects of the good tree stand below a folder. */
function inFolder(prefix: string): number {
  return [...goodTree().keys()].filter((path) => path.startsWith(prefix)).length;
}

describe('an application whose folder is gone', () => {
  const id = 'application/vanishes';

  test('leaves its objects running, unmanaged', () => {
    expect(found(id, goodTree(), withoutFolder('prod/shop-cart/'))).toEqual([
      `[prod/shop-cart] is gone with its ${inFolder('prod/shop-cart/')} objects. Its application goes, but Argo CD preserves what runs (preserveResourcesOnDeletion): every object of it stays and runs on, unmanaged. ${retire}`,
    ]);
  });

  test('takes its objects along if the ApplicationSet preserves nothing', () => {
    const careless = (tree: Tree) => {
      const copy = structuredClone(tree.get('argocd/ApplicationSet.prod.yaml')) as Loose;
      delete copy.spec.syncPolicy;
      return new Map([...tree, ['argocd/ApplicationSet.prod.yaml', copy]]) as Tree;
    };
    expect(found(id, careless(goodTree()), careless(withoutFolder('prod/shop-cart/')))).toEqual([
      `[prod/shop-cart] is gone with its ${inFolder('prod/shop-cart/')} objects. Its application goes, and Argo CD deletes every object of it that is not annotated Delete=false. ${retire}`,
    ]);
  });

  test('goes by the ApplicationSet of its own environment', () => {
    const careless = structuredClone(goodTree().get('argocd/ApplicationSet.prod.yaml')) as Loose;
    careless.metadata.name = 'dev';
    careless.spec.generators[0].git.directories[0].path = 'dev/*';
    delete careless.spec.syncPolicy;
    const both = (tree: Tree) => new Map([['argocd/ApplicationSet.dev.yaml', careless], ...tree]);
    const messages = found(id, both(goodTree()), both(withoutFolder('prod/shop-cart/')));
    expect(messages[0]).toContain('but Argo CD preserves what runs');
  });

  test('may go once the stack is retired: only the marker was left', () => {
    const retired = new Map(withoutFolder('prod/shop-cart/'));
    const marker = make('v1', 'ConfigMap', 'shop-cart-retired', { data: { note: 'retired' } });
    retired.set('prod/shop-cart/ConfigMap.shop-cart-retired.yaml', marker);
    expect(found(id, goodTree(), retired)).toEqual([]);
    expect(found(id, retired, withoutFolder('prod/shop-cart/'))).toEqual([]);
  });

  test('is no matter of a folder that keeps one object, nor of folders without environments', () => {
    expect(found(id, goodTree(), without('Deployment/shop-cart-api'))).toEqual([]);
    const config = make('v1', 'ConfigMap', 'a');
    expect(
      found(
        id,
        new Map([
          ['app/a.yaml', config],
          ['b.yaml', make('v1', 'ConfigMap', 'b')],
        ]),
        folder(config),
      ),
    ).toEqual([]);
  });
});

describe('an environment whose folder is gone', () => {
  const id = 'application/environment-vanishes';

  test('is one risk, not one for each of its applications', () => {
    const next = withoutFolder('prod/');
    expect(found(id, goodTree(), next)).toEqual([
      `[prod] is gone with its ${inFolder('prod/')} objects. All its applications go, but Argo CD preserves what runs (preserveResourcesOnDeletion): every object of it stays and runs on, unmanaged. Retire its stacks one by one, or delete the environment by hand as the README says, and remove the folder then.`,
    ]);
    expect(found('application/vanishes', goodTree(), next)).toEqual([]);
  });

  test('is none for an environment that is new, nor for the folder of Argo CD', () => {
    expect(found(id, withoutFolder('prod/'), goodTree())).toEqual([]);
    expect(found(id, goodTree(), withoutFolder('argocd/'))).toEqual([]);
  });
});

describe("Argo CD's own objects", () => {
  const goes = 'application/source-goes';

  test('must not leave the tree unseen', () => {
    expect(found(goes, goodTree(), without('ApplicationSet/prod'))).toEqual([
      '[argocd/ApplicationSet.prod.yaml] leaves the tree. What it delivered is deleted or runs on unmanaged, by its own settings, and nothing new is delivered. Keep it until all that it delivers has gone.',
    ]);
    expect(found(goes, without('ApplicationSet/prod'), goodTree())).toEqual([]);
  });

  const preservation = 'application/preservation';
  const preserve = (preserveResourcesOnDeletion: boolean) => (object: Loose) => {
    object.spec.syncPolicy = { preserveResourcesOnDeletion };
  };

  test('must go on preserving what runs', () => {
    expect(when(preservation, 'ApplicationSet/prod', preserve(false))).toEqual([
      '[argocd/ApplicationSet.prod.yaml] spec.syncPolicy.preserveResourcesOnDeletion: is no longer true. A generator that breaks, or a folder that is missing from one commit, then deletes everything. Leave preserveResourcesOnDeletion at true.',
    ]);
    expect(whenFrom(preservation, 'ApplicationSet/prod', preserve(false), preserve(true))).toEqual([]);
    expect(whenFrom(preservation, 'ApplicationSet/prod', preserve(false), preserve(false))).toEqual([]);
  });
});

describe('an object that moves to another application', () => {
  const id = 'application/moves';

  test('may be pruned by the one that it leaves', () => {
    const next = goodTree();
    const config = next.get('prod/shop-cart/ConfigMap.shop-cart-api.yaml')!;
    next.delete('prod/shop-cart/ConfigMap.shop-cart-api.yaml');
    next.set('prod/shop-web/ConfigMap.shop-cart-api.yaml', config);
    expect(found(id, goodTree(), next)).toEqual([
      '[prod/shop-web/ConfigMap.shop-cart-api.yaml] comes from prod/shop-cart/ConfigMap.shop-cart-api.yaml. The application that it leaves may prune it before or after the other one applies it. Add it to the other application under a new name and remove it here in a later change, or sync the other one first.',
    ]);
  });

  test('is none if only its file is renamed', () => {
    const next = goodTree();
    next.set('prod/shop-cart/ConfigMap.other.yaml', next.get('prod/shop-cart/ConfigMap.shop-cart-api.yaml')!);
    next.delete('prod/shop-cart/ConfigMap.shop-cart-api.yaml');
    expect(found(id, goodTree(), next)).toEqual([]);
  });
});

describe('a Namespace that leaves the tree', () => {
  const id = 'application/namespace-goes';

  test('stays, and nobody manages what it enforces, if Argo CD must not prune it', () => {
    expect(found(id, goodTree(), without('Namespace/uo-prod'))).toEqual([
      '[prod/platform/Namespace.uo-prod.yaml] leaves the tree. Argo CD leaves it; its labels and what they enforce are managed by nobody. Keep the Namespace until nothing in it is needed.',
    ]);
  });

  test('takes everything along if it may', () => {
    const space = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } };
    expect(found(id, plus(space), goodTree())).toEqual([
      '[Namespace.other.yaml] leaves the tree. With the Namespace goes everything in it, volumes included. Keep the Namespace until nothing in it is needed.',
    ]);
  });

  test('is none when it only changes', () => {
    expect(
      found(
        id,
        goodTree(),
        broken('Namespace/uo-prod', ({ metadata }) => Object.assign(metadata.labels, { a: 'b' })),
      ),
    ).toEqual([]);
  });
});
