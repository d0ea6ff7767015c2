import { describe, expect, test } from '@jest/globals';
import { checkTree } from '../../../lib/checks/index.ts';
import type { KubeObject } from '../../../lib/render/tree.ts';
import { broken, goodTree, type Loose, messages, withObjects } from '../good-tree.ts';

/** The good tree with the object at `path` moved to `target`. */
function moved(path: string, target: string): ReadonlyMap<string, KubeObject> {
  const tree = goodTree();
  tree.set(target, tree.get(path)!);
  tree.delete(path);
  return tree;
}

describe('names', () => {
  test('the same object in two files is a fault of the second', () => {
    const tree = goodTree();
    tree.set('prod/web/Service.shop-cart-api.yaml', tree.get('prod/shop-cart/Service.shop-cart-api.yaml')!);
    expect(messages('naming/unique', tree)).toEqual([
      '[prod/web/Service.shop-cart-api.yaml] metadata.name: found "shop-cart-api", expected a name of its own: prod/shop-cart/Service.shop-cart-api.yaml has it too. Rename or remove one of the two.',
    ]);
  });

  test('two API versions of one kind are one object', () => {
    const tree = withObjects({
      ...goodTree().get('prod/shop-cart/Ingress.shop-cart.yaml'),
      apiVersion: 'networking.k8s.io/v1beta1',
    } as Loose);
    tree.set('prod/web/Ingress.shop-cart.yaml', goodTree().get('prod/shop-cart/Ingress.shop-cart.yaml')!);
    expect(messages('naming/unique', tree)).toHaveLength(1);
  });

  test('the same name in two environments is no clash', () => {
    const tree = goodTree();
    for (const [path, object] of goodTree())
      if (path.startsWith('prod/')) tree.set(path.replace('prod/', 'dev/'), object);
    expect(messages('naming/unique', tree)).toEqual([]);
  });

  test('in any other folder all files are one environment', () => {
    const service = goodTree().get('prod/shop-cart/Service.shop-cart-api.yaml')!;
    expect(
      checkTree(
        new Map([
          ['a/api.yaml', service],
          ['b/api.yaml', service],
        ]),
      ).filter((fault) => fault.rule === 'naming/unique'),
    ).toHaveLength(1);
  });

  test('a file of a rendered tree is called by its object', () => {
    const tree = moved('prod/shop-cart/Service.shop-cart-api.yaml', 'prod/shop-cart/Service.api.yaml');
    expect(messages('naming/file', tree)).toEqual([
      '[Service.api.yaml] found the file name Service.api.yaml, expected Service.shop-cart-api.yaml. Rename the file, or let synth write it again.',
    ]);
  });

  test('in any other folder files are called as people like', () => {
    const service = goodTree().get('prod/shop-cart/Service.shop-cart-api.yaml')!;
    expect(messages('naming/file', new Map([['k8s/service.yaml', service]]))).toEqual([]);
  });

  test('an object without a namespace is a fault, and so is one in default', () => {
    const tree = broken('Service/shop-cart-api', (object) => delete object.metadata.namespace);
    expect(messages('naming/namespace', tree)).toEqual([
      '[Service.shop-cart-api.yaml] metadata.namespace: found nothing, expected a namespace of your own. Set metadata.namespace.',
    ]);
    const inDefault = broken('Service/shop-cart-api', (object) => {
      object.metadata.namespace = 'default';
    });
    expect(messages('naming/namespace', inDefault)).toHaveLength(1);
  });

  test('the name label must be on the workload and on its pods, the same', () => {
    const key = 'app.kubernetes.io/name';
    const tree = broken('Deployment/shop-cart-api', (object) => {
      object.spec.template.metadata.labels[key] = 'other';
    });
    const repair = 'Set app.kubernetes.io/name to the same value on the object and on its pod template.';
    expect(messages('naming/name-label', tree)).toEqual([
      `[Deployment.shop-cart-api.yaml] spec.template.metadata.labels["${key}"]: found "other", expected "shop-cart-api". ${repair}`,
    ]);
    const none = broken('Deployment/shop-cart-api', (object) => {
      delete object.metadata.labels[key];
      delete object.spec.template.metadata.labels[key];
    });
    expect(messages('naming/name-label', none)).toEqual([
      `[Deployment.shop-cart-api.yaml] metadata.labels["${key}"]: found nothing, expected a name. ${repair}`,
      `[Deployment.shop-cart-api.yaml] spec.template.metadata.labels["${key}"]: found nothing, expected a name. ${repair}`,
    ]);
  });

  test('a StatefulSet with a name of 53 characters would never get a pod', () => {
    const withName = (name: string) =>
      broken('StatefulSet/shop-cart-db', (object) => {
        object.metadata.name = name;
      });
    expect(messages('naming/stateful-set', withName('a'.repeat(53)))).toEqual([
      '[StatefulSet.shop-cart-db.yaml] metadata.name: found 53 characters, expected at most 52. Shorten the name.',
    ]);
    expect(messages('naming/stateful-set', withName('a'.repeat(52)))).toEqual([]);
  });
});

test('a mount of a volume that the pod does not have is a fault', () => {
  const tree = broken('Deployment/shop-cart-api', (object) => {
    object.spec.template.spec.containers[0].volumeMounts[0].name = 'temp';
  });
  expect(messages('naming/mounts', tree)).toEqual([
    '[Deployment.shop-cart-api.yaml] spec.template.spec.containers[0].volumeMounts[0].name: found "temp", expected a volume of the pod: tmp. Add the volume, or correct the name.',
  ]);
});
