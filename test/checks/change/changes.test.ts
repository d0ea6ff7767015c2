import { describe, expect, test } from '@jest/globals';
import { changes, difference } from '../../../lib/checks/change/index.ts';
import type { KubeObject, Tree } from '../../../lib/render/tree.ts';
import fc from '../../random.ts';
import { broken, goodTree, type Loose, without } from '../good-tree.ts';
import { folder, make, plus } from './found.ts';

describe('objects', () => {
  test('are added, changed and removed', () => {
    const old = plus(make('v1', 'ConfigMap', 'gone'));
    const next = new Map(broken('Deployment/shop-cart-api', ({ spec }) => Object.assign(spec, { replicas: 3 })));
    next.set('prod/shop-cart/ConfigMap.new.yaml', make('v1', 'ConfigMap', 'new'));
    expect(changes(old, next)).toEqual([
      {
        change: 'removed',
        environment: 'prod',
        object: 'ConfigMap uo-prod/gone',
        file: 'prod/shop-cart/ConfigMap.gone.yaml',
        fields: [],
      },
      {
        change: 'added',
        environment: 'prod',
        object: 'ConfigMap uo-prod/new',
        file: 'prod/shop-cart/ConfigMap.new.yaml',
        fields: [],
      },
      {
        change: 'changed',
        environment: 'prod',
        object: 'Deployment uo-prod/shop-cart-api',
        file: 'prod/shop-cart/Deployment.shop-cart-api.yaml',
        fields: [{ path: 'spec.replicas', old: 2, new: 3 }],
      },
    ]);
  });

  test('that get another name are removed and added', () => {
    const kinds = changes(folder(make('v1', 'ConfigMap', 'a')), folder(make('v1', 'ConfigMap', 'b'))).map(
      ({ change }) => change,
    );
    expect(kinds).toEqual(['removed', 'added']);
  });

  test('that move to another application say where they come from', () => {
    const next = goodTree();
    next.set('prod/shop-web/ConfigMap.shop-cart-api.yaml', next.get('prod/shop-cart/ConfigMap.shop-cart-api.yaml')!);
    next.delete('prod/shop-cart/ConfigMap.shop-cart-api.yaml');
    expect(changes(goodTree(), next)).toMatchObject([{ change: 'changed', movedFrom: 'prod/shop-cart', fields: [] }]);
  });

  test('of two environments never meet', () => {
    const tree = (...environments: string[]) =>
      new Map(
        environments.map((name) => [`${name}/shop/ConfigMap.a.yaml`, make('v1', 'ConfigMap', 'a', { data: { name } })]),
      );
    expect(
      changes(tree('dev', 'prod'), tree('dev', 'staging')).map(({ change, environment }) => `${change} ${environment}`),
    ).toEqual(['removed prod', 'added staging']);
  });

  test('are found again by what they are when a folder of any YAML becomes a rendered tree', () => {
    const bundle = new Map(
      [...goodTree()].map(([, object], index) => [`all.yaml${index === 0 ? '' : `#${index + 1}`}`, object]),
    );
    expect(changes(bundle, goodTree()).filter(({ change }) => change !== 'changed')).toEqual([]);
    expect(
      changes(bundle, without('Deployment/shop-cart-api')).filter(({ change }) => change !== 'changed'),
    ).toMatchObject([{ change: 'removed', object: 'Deployment uo-prod/shop-cart-api', file: 'all.yaml' }]);
  });

  test('of one name twice in a tree meet one each', () => {
    const config = (value: string) => make('v1', 'ConfigMap', 'a', { data: { value } });
    const twice = (...values: string[]) => new Map(values.map((value, index) => [`${index}.yaml`, config(value)]));
    expect(changes(twice('1', '2'), twice('1', '2'))).toEqual([]);
    expect(changes(twice('1', '2'), twice('1'))).toMatchObject([{ change: 'removed', file: '1.yaml' }]);
  });
});

const value: fc.Arbitrary<Loose> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, 0, 1, '', 'a', '100m', '0.1', true),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.record({ name: fc.constantFrom('a', 'b', 'c'), value: tie('value') }), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'containers', 'requests', 'constructor', 'x/y'), tie('value'), { maxKeys: 3 }),
  ),
})).value;

const tree: fc.Arbitrary<Tree> = fc
  .uniqueArray(
    fc.record({
      kind: fc.constantFrom('ConfigMap', 'Secret', 'Thing'),
      name: fc.constantFrom('a', 'b', 'c'),
      spec: value,
    }),
    { selector: ({ kind, name }) => `${kind} ${name}` },
  )
  .map((objects) => folder(...objects.map(({ kind, name, spec }) => make('v1', kind, name, { spec }) as KubeObject)));

describe('whatever the objects hold', () => {
  test('a tree differs from itself in nothing', () => {
    fc.assert(
      fc.property(tree, (one) => {
        expect(difference(one, structuredClone(one))).toEqual({ risks: [], traffic: [], images: [], objects: [] });
      }),
    );
  });

  test('the way back undoes the way there', () => {
    const mirrored = { added: 'removed', removed: 'added', changed: 'changed' } as const;
    fc.assert(
      fc.property(tree, tree, (one, other) => {
        const back = changes(other, one).map(({ change, fields, ...rest }) => ({
          ...rest,
          change: mirrored[change],
          fields: fields.map(({ path, ...sides }) => ({
            path,
            ...('new' in sides ? { old: sides.new } : {}),
            ...('old' in sides ? { new: sides.old } : {}),
          })),
        }));
        expect(changes(one, other)).toEqual(back);
      }),
    );
  });
});

test('the good tree differs from itself in nothing', () => {
  expect(difference(goodTree(), goodTree())).toEqual({ risks: [], traffic: [], images: [], objects: [] });
});
