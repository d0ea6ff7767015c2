import { describe, expect, test } from '@jest/globals';
import type { Loose } from '../../good-tree.ts';
import { between, changed, make } from '../found.ts';

const refused = 'The API server refuses the change, so the sync fails and stops there.';

describe('a claim', () => {
  const id = 'immutable/claim';
  const copy = 'Make a claim under a new name, copy the data over, and let the pods use it.';
  const claim = make('v1', 'PersistentVolumeClaim', 'backup', {
    spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'gp3', resources: { requests: { storage: '10Gi' } } },
  });
  const withStorage = (storage: string) =>
    changed(claim, ({ spec }) => Object.assign(spec.resources.requests, { storage }));

  test('must not shrink', () => {
    expect(between(id, claim, withStorage('5Gi'))).toEqual([
      `[PersistentVolumeClaim.backup.yaml] spec.resources.requests.storage: shrinks: it changes from "10Gi" to "5Gi". ${refused} ${copy}`,
    ]);
  });

  test('must not change its class', () => {
    const other = changed(claim, ({ spec }) => Object.assign(spec, { storageClassName: 'io2' }));
    expect(between(id, claim, other)).toEqual([
      `[PersistentVolumeClaim.backup.yaml] spec.storageClassName: changes from "gp3" to "io2". ${refused} ${copy}`,
    ]);
  });

  test.each<[string, (spec: Loose) => void]>([
    ['accessModes', (spec) => Object.assign(spec, { accessModes: ['ReadWriteMany'] })],
    ['volumeMode', (spec) => Object.assign(spec, { volumeMode: 'Block' })],
    ['selector', (spec) => Object.assign(spec, { selector: { matchLabels: { a: 'b' } } })],
    ['dataSource', (spec) => Object.assign(spec, { dataSource: { kind: 'VolumeSnapshot', name: 's' } })],
  ])('must not change its %s', (_, change) => {
    expect(
      between(
        id,
        claim,
        changed(claim, ({ spec }) => change(spec)),
      ),
    ).toHaveLength(1);
  });

  test('that has a volume must not take another', () => {
    const one = changed(claim, ({ spec }) => Object.assign(spec, { volumeName: 'a' }));
    expect(
      between(
        id,
        one,
        changed(claim, ({ spec }) => Object.assign(spec, { volumeName: 'b' })),
      ),
    ).toHaveLength(1);
    expect(between(id, claim, one)).toEqual([]);
  });

  test('may grow, be written in another unit, and name its volume mode', () => {
    expect(between(id, claim, withStorage('20Gi'))).toEqual([]);
    expect(between(id, claim, withStorage('10240Mi'))).toEqual([]);
    expect(
      between(
        id,
        claim,
        changed(claim, ({ spec }) => Object.assign(spec, { volumeMode: 'Filesystem' })),
      ),
    ).toEqual([]);
  });
});

describe('a volume', () => {
  const id = 'immutable/volume';
  const volume = {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'disk' },
    spec: { capacity: { storage: '10Gi' }, csi: { driver: 'ebs.csi.aws.com', volumeHandle: 'vol-1' } },
  };

  test('must not become another one', () => {
    const other = changed(volume, ({ spec }) => Object.assign(spec.csi, { volumeHandle: 'vol-2' }));
    expect(between(id, volume, other)).toEqual([
      `[PersistentVolume.disk.yaml] spec.csi.volumeHandle: changes from "vol-1" to "vol-2". ${refused} Make a PersistentVolume under a new name.`,
    ]);
  });

  test('may grow and be retained', () => {
    const other = changed(volume, ({ spec }) =>
      Object.assign(spec, { capacity: { storage: '20Gi' }, persistentVolumeReclaimPolicy: 'Retain' }),
    );
    expect(between(id, volume, other)).toEqual([]);
  });
});
