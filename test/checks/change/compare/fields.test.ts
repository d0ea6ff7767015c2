import { describe, expect, test } from '@jest/globals';
import { fieldChanges } from '../../../../lib/checks/change/compare/fields.ts';
import type { Loose } from '../../good-tree.ts';
import { make } from '../found.ts';

/** The changes between two objects that differ in the given fields alone. */
function changes(old: Loose, next: Loose) {
  return fieldChanges(make('v1', 'Thing', 'a', old), make('v1', 'Thing', 'a', next));
}

describe('what differs', () => {
  test('is told field by field, with the old value and the new one', () => {
    expect(changes({ spec: { a: 1, b: { c: 'x' }, d: 1 } }, { spec: { a: 2, b: { c: 'x', 'e/f': [1] } } })).toEqual([
      { path: 'spec.a', old: 1, new: 2 },
      { path: 'spec.b["e/f"]', new: [1] },
      { path: 'spec.d', old: 1 },
    ]);
  });

  test('is told by the key of an entry, where a list has one', () => {
    const containers = [
      { name: 'a', image: 'x:1' },
      { name: 'b', image: 'y:1' },
    ];
    const next = [
      { name: 'b', image: 'y:2' },
      { name: 'a', image: 'x:1', env: [{ name: 'K', value: 'v' }] },
    ];
    expect(changes({ spec: { containers } }, { spec: { containers: next } })).toEqual([
      { path: 'spec.containers["a"].env', new: [{ name: 'K', value: 'v' }] },
      { path: 'spec.containers["b"].image', old: 'y:1', new: 'y:2' },
    ]);
  });

  test('of a list without keys is told by place, and an entry in front moves none', () => {
    const rules = [{ host: 'a' }, { host: 'b' }, { host: 'c' }];
    expect(changes({ spec: { rules } }, { spec: { rules: [{ host: 'new' }, ...rules] } })).toEqual([
      { path: 'spec.rules[0]', new: { host: 'new' } },
    ]);
    expect(changes({ spec: { rules } }, { spec: { rules: [rules[0], { host: 'x' }, rules[2]] } })).toEqual([
      { path: 'spec.rules[1].host', old: 'b', new: 'x' },
    ]);
    expect(changes({ spec: { rules } }, { spec: { rules: [rules[0]] } })).toEqual([
      { path: 'spec.rules[1]', old: { host: 'b' } },
      { path: 'spec.rules[2]', old: { host: 'c' } },
    ]);
  });

  test('of a list of names is told as a whole', () => {
    expect(changes({ verbs: ['get', 'list'] }, { verbs: ['get', 'list', 'watch'] })).toEqual([
      { path: 'verbs', old: ['get', 'list'], new: ['get', 'list', 'watch'] },
    ]);
  });

  test('is a field of another type', () => {
    expect(changes({ spec: { port: 80 } }, { spec: { port: '80' } })).toEqual([
      { path: 'spec.port', old: 80, new: '80' },
    ]);
    expect(changes({ spec: [] }, { spec: {} })).toEqual([{ path: 'spec', old: [], new: {} }]);
  });

  test('is the version of the API', () => {
    const old = make('autoscaling/v1', 'HorizontalPodAutoscaler', 'a');
    expect(fieldChanges(old, { ...old, apiVersion: 'autoscaling/v2' })).toEqual([
      { path: 'apiVersion', old: 'autoscaling/v1', new: 'autoscaling/v2' },
    ]);
  });

  test('is the order in which init containers run', () => {
    const [a, b, c] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];
    expect(changes({ initContainers: [a, b] }, { initContainers: [b, c, a] })).toEqual([
      { path: 'initContainers', old: ['a', 'b'], new: ['b', 'a'] },
      { path: 'initContainers["c"]', new: c },
    ]);
  });

  test('is a key that every JavaScript object has', () => {
    expect(changes({ data: {} }, { data: { constructor: 'x', toString: 'y' } })).toEqual([
      { path: 'data.constructor', new: 'x' },
      { path: 'data.toString', new: 'y' },
    ]);
  });
});

describe('nothing differs', () => {
  test.each<[string, Loose, Loose]>([
    ['when keys stand in another order', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
    [
      'when containers do',
      { containers: [{ name: 'a' }, { name: 'b' }] },
      { containers: [{ name: 'b' }, { name: 'a' }] },
    ],
    ['when variables do', { env: [{ name: 'A' }, { name: 'B' }] }, { env: [{ name: 'B' }, { name: 'A' }] }],
    [
      "when a Service's ports do, their protocol written out",
      { ports: [{ port: 80 }, { port: 53, protocol: 'UDP' }] },
      { ports: [{ port: 53, protocol: 'UDP' }, { port: 80 }] },
    ],
    [
      "when a container's mounts do",
      {
        volumeMounts: [
          { mountPath: '/a', name: 'x' },
          { mountPath: '/b', name: 'x' },
        ],
      },
      {
        volumeMounts: [
          { mountPath: '/b', name: 'x' },
          { mountPath: '/a', name: 'x' },
        ],
      },
    ],
    ['when a field is null and not there', { a: null }, {}],
    [
      'when a quantity has another unit',
      { requests: { cpu: '100m', memory: '1Gi' } },
      { requests: { cpu: 0.1, memory: '1024Mi' } },
    ],
    ['when the API server wrote a status', { status: { replicas: 1 } }, {}],
  ])('%s', (_, old, next) => {
    expect(changes(old, next)).toEqual([]);
    expect(changes(next, old)).toEqual([]);
  });

  test('when the API server wrote into the metadata', () => {
    const object = make('v1', 'Thing', 'a');
    expect(fieldChanges(object, { ...object, metadata: { ...object.metadata, uid: 'x', managedFields: [] } })).toEqual(
      [],
    );
  });
});

describe('lists of entries that share a key', () => {
  test('are told by place', () => {
    const env = [
      { name: 'A', value: '1' },
      { name: 'A', value: '2' },
    ];
    expect(changes({ env }, { env: [env[0], { name: 'A', value: '3' }] })).toEqual([
      { path: 'env[1].value', old: '2', new: '3' },
    ]);
  });

  test('so are lists of such a name whose entries have no key', () => {
    expect(changes({ ports: [{ from: 1 }] }, { ports: [{ from: 2 }] })).toEqual([
      { path: 'ports[0].from', old: 1, new: 2 },
    ]);
    expect(changes({ volumes: ['a', null] }, { volumes: ['b', null] })).toHaveLength(1);
  });
});
