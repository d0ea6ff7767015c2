import { describe, expect, test } from '@jest/globals';
import type { Loose } from '../../good-tree.ts';
import { between, changed, make, when } from '../found.ts';

const refused = 'The API server refuses the change, so the sync fails and stops there.';
const cluster = (apiVersion: string, kind: string, fields: Loose) => ({
  apiVersion,
  kind,
  metadata: { name: 'x' },
  ...fields,
});

describe('an immutable ConfigMap or Secret', () => {
  const id = 'immutable/config';
  const rename = 'Give it a new name, best one with a hash of its content, and name that where it is used.';
  const config = make('v1', 'ConfigMap', 'settings', { immutable: true, data: { level: 'info', mode: 'a' } });

  test('must not change its data, and only the keys are named', () => {
    const other = changed(config, ({ data }) => Object.assign(data, { level: 'debug', more: 'x' }));
    expect(between(id, config, other)).toEqual([
      `[ConfigMap.settings.yaml] data: changes in level, more. ${refused} ${rename}`,
    ]);
  });

  test('must stay immutable', () => {
    expect(between(id, config, { ...config, immutable: false })).toEqual([
      `[ConfigMap.settings.yaml] immutable: is taken back. ${refused} ${rename}`,
    ]);
  });

  test('of a Secret never tells a value', () => {
    const secret = make('v1', 'Secret', 'password', { immutable: true, data: { key: 'b2xkLXNlY3JldA==' } });
    const messages = between(id, secret, { ...secret, data: { key: 'bmV3LXNlY3JldA==' } });
    expect(messages).toEqual([`[Secret.password.yaml] data: changes in key. ${refused} ${rename}`]);
  });

  test('may change its labels, become immutable, or change under another name', () => {
    const other = changed(config, ({ data }) => Object.assign(data, { level: 'debug' }));
    expect(
      between(
        id,
        config,
        changed(config, ({ metadata }) => Object.assign(metadata, { labels: { a: 'b' } })),
      ),
    ).toEqual([]);
    expect(between(id, { ...config, immutable: false }, other)).toEqual([]);
    expect(between(id, config, { ...other, metadata: { ...other.metadata, name: 'settings-2' } })).toEqual([]);
  });
});

describe('the type of a Secret', () => {
  const id = 'immutable/secret-type';
  const secret = make('v1', 'Secret', 'password');

  test('must not change', () => {
    expect(between(id, secret, { ...secret, type: 'kubernetes.io/tls' })).toEqual([
      `[Secret.password.yaml] type: changes from "Opaque" to "kubernetes.io/tls". ${refused} Make a Secret of the new type under a new name, and name that where it is used.`,
    ]);
  });

  test('may be written out as it is by default', () => {
    expect(between(id, secret, { ...secret, type: 'Opaque' })).toEqual([]);
  });
});

describe('the role of a binding', () => {
  const id = 'immutable/role-ref';

  test('must not change', () => {
    const messages = when(id, 'RoleBinding/shop-cart-service', ({ roleRef }) =>
      Object.assign(roleRef, { name: 'admin' }),
    );
    expect(messages).toEqual([
      `[RoleBinding.shop-cart-service.yaml] roleRef.name: changes from "shop-cart-service" to "admin". ${refused} Bind the other role under a new name and remove this binding.`,
    ]);
  });

  test('may lack its API group, and others may be bound to it', () => {
    const messages = when(id, 'RoleBinding/shop-cart-service', (binding) => {
      delete binding.roleRef.apiGroup;
      binding.subjects.push({ kind: 'User', name: 'jane' });
    });
    expect(messages).toEqual([]);
  });
});

describe('the scopes of a ResourceQuota', () => {
  const id = 'immutable/quota-scopes';

  test('must not change', () => {
    const messages = when(id, 'ResourceQuota/uo-prod', ({ spec }) => Object.assign(spec, { scopes: ['BestEffort'] }));
    expect(messages).toEqual([
      `[prod/platform/ResourceQuota.uo-prod.yaml] spec.scopes: is added: ["BestEffort"]. ${refused} Make a ResourceQuota with the new scopes under a new name and remove this one.`,
    ]);
  });

  test('may be an empty list as well as absent', () => {
    expect(when(id, 'ResourceQuota/uo-prod', ({ spec }) => Object.assign(spec, { scopes: [] }))).toEqual([]);
  });
});

describe('a custom kind', () => {
  const id = 'immutable/definition';
  const definition = cluster('apiextensions.k8s.io/v1', 'CustomResourceDefinition', {
    spec: { group: 'a.io', scope: 'Namespaced', names: { kind: 'Thing', plural: 'things' }, versions: [] },
  });

  test('must not change its scope', () => {
    const other = changed(definition, ({ spec }) => Object.assign(spec, { scope: 'Cluster' }));
    expect(between(id, definition, other)).toEqual([
      `[CustomResourceDefinition.x.yaml] spec.scope: changes from "Namespaced" to "Cluster". ${refused} Define the kind under a new name; what exists of the old one must be moved by hand.`,
    ]);
  });

  test('may get a short name and a version', () => {
    const other = changed(definition, ({ spec }) => {
      spec.names.shortNames = ['th'];
      spec.versions.push({ name: 'v2' });
    });
    expect(between(id, definition, other)).toEqual([]);
  });
});

describe('a class', () => {
  const id = 'immutable/class';
  const storage = cluster('storage.k8s.io/v1', 'StorageClass', {
    provisioner: 'ebs.csi.aws.com',
    parameters: { type: 'gp3' },
  });

  test('of volumes must not change what it stands for', () => {
    expect(
      between(
        id,
        storage,
        changed(storage, ({ parameters }) => Object.assign(parameters, { type: 'io2' })),
      ),
    ).toEqual([
      `[StorageClass.x.yaml] parameters.type: changes from "gp3" to "io2". ${refused} Make a class under a new name and move to it what should change.`,
    ]);
  });

  test.each<[string, Loose, Loose]>([
    ['provisioner', storage, { ...storage, provisioner: 'other' }],
    ['reclaimPolicy', storage, { ...storage, reclaimPolicy: 'Retain' }],
    ['volumeBindingMode', storage, { ...storage, volumeBindingMode: 'WaitForFirstConsumer' }],
    [
      'value',
      cluster('scheduling.k8s.io/v1', 'PriorityClass', { value: 1 }),
      cluster('scheduling.k8s.io/v1', 'PriorityClass', { value: 2 }),
    ],
    [
      'controller',
      cluster('networking.k8s.io/v1', 'IngressClass', { spec: { controller: 'a' } }),
      cluster('networking.k8s.io/v1', 'IngressClass', { spec: { controller: 'b' } }),
    ],
    [
      'handler',
      cluster('node.k8s.io/v1', 'RuntimeClass', { handler: 'a' }),
      cluster('node.k8s.io/v1', 'RuntimeClass', { handler: 'b' }),
    ],
    [
      'driverName',
      cluster('storage.k8s.io/v1', 'VolumeAttributesClass', { driverName: 'a' }),
      cluster('storage.k8s.io/v1', 'VolumeAttributesClass', { driverName: 'b' }),
    ],
  ])('must not change its %s', (_, old, next) => {
    expect(between(id, old, next)).toHaveLength(1);
  });

  test('may write out its defaults, and let volumes grow', () => {
    const other = { ...storage, reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate', allowVolumeExpansion: true };
    expect(between(id, storage, other)).toEqual([]);
  });
});
