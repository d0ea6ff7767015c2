import { at, record } from '../../json.ts';
import { parseQuantity } from '../../quantity.ts';
import { changeText } from '../compare/wording.ts';
import { fixedChange, refused } from './fixed.ts';
import { changedRule, type RiskRule } from './risk.ts';

const freeInClaim = new Set(['resources', 'volumeAttributesClassName', 'volumeName']);
const storage = ['spec', 'resources', 'requests', 'storage'];

const claim = changedRule(
  {
    id: 'immutable/claim',
    title: 'a PersistentVolumeClaim changes in anything but a growing request',
    reason: refused,
    repair: 'Make a claim under a new name, copy the data over, and let the pods use it.',
    reference: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims',
  },
  ['PersistentVolumeClaim'],
  function* (old, next) {
    const names = new Set([old, next].flatMap(({ object }) => Object.keys(record(at(object, 'spec')))));
    for (const name of [...names].sort()) {
      if (freeInClaim.has(name)) continue;
      const otherwise = name === 'volumeMode' ? { default: 'Filesystem' } : {};
      yield* fixedChange(old, next, { path: `spec.${name}`, ...otherwise });
    }
    // The volume may be named once, which the controller does by itself.
    const isNamed = at(old.object, 'spec', 'volumeName') !== undefined;
    if (isNamed && at(next.object, 'spec', 'volumeName') !== undefined)
      yield* fixedChange(old, next, { path: 'spec.volumeName' });
    yield* fixedChange(old, next, { path: 'spec.resources.limits' });
    const before = parseQuantity(at(old.object, ...storage));
    const after = parseQuantity(at(next.object, ...storage));
    if (before === undefined || after === undefined || after >= before) return;
    const values = { old: at(old.object, ...storage), new: at(next.object, ...storage) };
    yield { path: storage.join('.'), what: `shrinks: it ${changeText(values)}` };
  },
);

/** All that may change in the spec of a PersistentVolume: the rest is the volume itself. */
const freeInVolume = new Set([
  'accessModes',
  'capacity',
  'claimRef',
  'mountOptions',
  'nodeAffinity',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
]);

const volume = changedRule(
  {
    id: 'immutable/volume',
    title: 'a PersistentVolume stands for another volume',
    reason: refused,
    repair: 'Make a PersistentVolume under a new name.',
    reference: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistent-volumes',
  },
  ['PersistentVolume'],
  function* (old, next) {
    const names = new Set([old, next].flatMap(({ object }) => Object.keys(record(at(object, 'spec')))));
    for (const name of [...names].sort()) {
      if (freeInVolume.has(name)) continue;
      const otherwise = name === 'volumeMode' ? { default: 'Filesystem' } : {};
      yield* fixedChange(old, next, { path: `spec.${name}`, ...otherwise });
    }
  },
);

/** What must not change in claims and volumes. */
export const immutableStorage: readonly RiskRule[] = [claim, volume];
