import { at, list, record, show, text } from '../../json.ts';
import { parseImage } from '../../policy/images/reference.ts';
import type { Entry } from '../../tree/index.ts';
import type { Comparison } from '../compare/comparison.ts';
import { containerPairs } from '../images.ts';
import { claimsOf, templatesOf } from './claims.ts';
import { type Fate, fateOf } from './fate.ts';
import { placeMoves } from './mounts.ts';
import { changedRule, type RiskRule, removedRule } from './risk.ts';
import { syncOptionsAnnotation, syncOptionsOf } from './sync-options.ts';

const unmanaged = 'It stays as it is, unmanaged: nobody updates it, and a later tree knows nothing of it.';

const goes = removedRule(
  {
    id: 'data/goes',
    title: 'a StatefulSet, claim or volume leaves the tree',
    reason: 'Whoever applies the tree and prunes deletes it.',
    repair: 'Keep it in the tree, or take a last backup, test that it restores, and delete it by hand.',
    reference: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources',
  },
  ['StatefulSet', 'PersistentVolumeClaim', 'PersistentVolume'],
  function* (entry, comparison) {
    yield { path: '', what: 'leaves the tree', reason: reasonOf(entry, fateOf(entry, comparison)) };
  },
);

function reasonOf(entry: Entry, fate: Fate): string {
  switch (fate) {
    case 'kept':
      return `Argo CD leaves it (${syncOptionsAnnotation}). ${unmanaged}`;
    case 'preserved':
      return `Its application goes, and the ApplicationSet preserves what runs. ${unmanaged}`;
    case 'deleted':
      return `Argo CD deletes it. ${lossOf(entry)}`;
    case 'unknown':
      return `Whoever applies the tree and prunes deletes it. ${lossOf(entry)}`;
  }
}

function lossOf(entry: Entry): string {
  if (entry.kind !== 'StatefulSet') return 'Its data goes with it, unless the volume is retained.';
  if (list(at(entry.object, 'spec', 'volumeClaimTemplates')).length === 0) return 'Its pods stop.';
  const policy = at(entry.object, 'spec', 'persistentVolumeClaimRetentionPolicy', 'whenDeleted');
  return policy === 'Delete'
    ? 'Its claims and their data go with it.'
    : 'Its pods stop; its claims stay, and nobody owns them.';
}

const protection = changedRule(
  {
    id: 'data/protection',
    title: 'an object that holds data is no longer kept from pruning or deletion',
    reason: 'A folder that is missing from one commit then takes the data along.',
    repair: 'Leave the annotation on it.',
    reference: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources',
  },
  ['StatefulSet', 'PersistentVolumeClaim', 'PersistentVolume', 'Namespace'],
  function* (old, next) {
    const after = syncOptionsOf(next);
    const lost = [...syncOptionsOf(old)].filter(
      (option) => /^(?:Prune|Delete)=false$/.test(option) && !after.has(option),
    );
    if (lost.length === 0) return;
    yield { path: `metadata.annotations["${syncOptionsAnnotation}"]`, what: `loses ${lost.join(' and ')}` };
  },
);

const retentionFields = [
  ['spec', 'persistentVolumeClaimRetentionPolicy', 'whenDeleted'],
  ['spec', 'persistentVolumeClaimRetentionPolicy', 'whenScaled'],
  ['spec', 'persistentVolumeReclaimPolicy'],
];

const retention = changedRule(
  {
    id: 'data/retention',
    title: 'volumes that were retained are deleted with what uses them',
    reason: 'The data then goes with the object, or with the pod that is scaled away.',
    repair: 'Leave it at Retain.',
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention',
  },
  ['StatefulSet', 'PersistentVolume'],
  function* (old, next) {
    for (const path of retentionFields) {
      if (at(next.object, ...path) !== 'Delete' || at(old.object, ...path) === 'Delete') continue;
      yield { path: path.join('.'), what: 'becomes Delete' };
    }
  },
);

const runsPods = ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Rollout'];

const mount = changedRule(
  {
    id: 'data/volume-changes',
    title: 'pods that kept their data in a claim use another one, or none',
    reason: 'The pods start without the data that they had.',
    repair: 'Keep the claim, or copy the data over before.',
    reference: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes',
  },
  runsPods,
  function* (old, next, comparison) {
    const after = comparison.new.podOf(next);
    const claims = claimsOf(after);
    for (const claim of claimsOf(comparison.old.podOf(old))) {
      if (claims.includes(claim)) continue;
      const instead = claims.length === 0 ? 'no claim' : `${claims.join(', ')}`;
      yield { path: `${after?.specAt ?? 'spec'}.volumes`, what: `no longer uses the claim ${claim}, but ${instead}` };
    }
  },
);

/** Servers whose files another major version can't read. */
const servers =
  /(?:^|[/-])(postgres|postgresql|postgis|timescaledb|mysql|mariadb|mongo|mongodb|elasticsearch|opensearch)$/;

const majorVersion = changedRule(
  {
    id: 'data/major-version',
    title: 'a database server moves to another major version',
    reason:
      'It does not start on the files of the other version, and no rollback brings them back once it has changed them.',
    repair: 'Dump and restore, or run the upgrade that the server documents, before the image moves.',
    reference: 'https://www.postgresql.org/docs/current/upgrading.html',
  },
  ['StatefulSet', 'Deployment'],
  function* (old, next, comparison) {
    if (!keepsData(next, comparison)) return;
    for (const { old: before, new: after } of containerPairs(comparison, { old, new: next })) {
      const from = majorOf(before.value.image);
      const to = majorOf(after.value.image);
      if (from === undefined || to === undefined || from === to) continue;
      yield { path: `${after.at}.image`, what: `moves from major version ${from} to ${to}` };
    }
  },
);

function keepsData(entry: Entry, comparison: Comparison): boolean {
  return templatesOf(entry).length > 0 || claimsOf(comparison.new.podOf(entry)).length > 0;
}

function majorOf(image: unknown): string | undefined {
  const { repository = '', tag = '' } = parseImage(text(image)) ?? {};
  return servers.test(repository) ? /^v?(\d+)(?=[.-]|$)/.exec(tag)?.[1] : undefined;
}

const definition = removedRule(
  {
    id: 'data/definition-goes',
    title: 'a CustomResourceDefinition leaves the tree',
    reason: 'With it the API server deletes every object of its kind, in all namespaces.',
    repair: 'Move or delete the objects of the kind first, one by one.',
    reference:
      'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#delete-a-customresourcedefinition',
  },
  ['CustomResourceDefinition'],
  function* (entry, comparison) {
    if (fateOf(entry, comparison) === 'kept') return;
    const kind = show(at(record(entry.object.spec), 'names', 'kind'));
    yield { path: '', what: `leaves the tree: it defines ${kind}` };
  },
);

/** What data may be lost by. */
export const data: readonly RiskRule[] = [goes, protection, retention, mount, placeMoves, majorVersion, definition];
