import { at } from '../../json.ts';
import { type Entry, fileOf, groupBy } from '../../tree/index.ts';
import { applicationGoes, fateOf, preserves } from './fate.ts';
import { about, changedRule, type RiskRule, type RiskText, removedRule } from './risk.ts';

const appDeletion =
  'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Controlling-Resource-Modification/';
const stays = 'preserves what runs (preserveResourcesOnDeletion): every object of it stays and runs on, unmanaged.';
const isDeleted = 'deletes every object of it that is not annotated Delete=false.';

const applicationVanishes: RiskRule = {
  id: 'application/vanishes',
  title: 'the folder of an application is gone',
  reason: `Its application goes, and Argo CD ${isDeleted}`,
  repair:
    "Retire the stack first: move its id from stacks to retired in the environment's file and render, so that Argo CD prunes what should go; remove the folder in a later change.",
  reference: appDeletion,
  *find(comparison) {
    if (!comparison.trees.rendered || comparison.new.entries.length === 0) return;
    const folders = groupBy(comparison.removed, (entry) => [entry.application]);
    for (const [application, entries] of folders) {
      if (!isApplicationFolder(application) || !applicationGoes(application, comparison)) continue;
      if (isRetired(application, entries)) continue;
      const reason = preserves(comparison) ? { reason: `Its application goes, but Argo CD ${stays}` } : {};
      yield { object: application, file: application, path: '', what: `is gone with its ${count(entries)}`, ...reason };
    }
  },
};

/** `prod/shop-cart`: Argo CD's own objects stand one folder higher. */
function isApplicationFolder(application: string): boolean {
  return application.includes('/');
}

/** All that a retired stack leaves is a marker, which may go. */
function isRetired(application: string, entries: readonly Entry[]): boolean {
  const marker = `${application.slice(application.lastIndexOf('/') + 1)}-retired`;
  return entries.every(({ kind, name }) => kind === 'ConfigMap' && name === marker);
}

function count(entries: readonly Entry[]): string {
  return entries.length === 1 ? '1 object' : `${entries.length} objects`;
}

const environmentVanishes: RiskRule = {
  id: 'application/environment-vanishes',
  title: 'the folder of an environment is gone',
  reason: `All its applications go, and Argo CD ${isDeleted}`,
  repair:
    'Retire its stacks one by one, or delete the environment by hand as the README says, and remove the folder then.',
  reference: appDeletion,
  *find(comparison) {
    const { environment, old, new: next, removed } = comparison;
    if (
      !comparison.trees.rendered ||
      next.entries.length > 0 ||
      !old.entries.some((entry) => entry.application.includes('/'))
    )
      return;
    const reason = preserves(comparison) ? { reason: `All its applications go, but Argo CD ${stays}` } : {};
    yield { object: environment, file: environment, path: '', what: `is gone with its ${count(removed)}`, ...reason };
  },
};

const sourceGoes = removedRule(
  {
    id: 'application/source-goes',
    title: 'an Application, ApplicationSet or AppProject leaves the tree',
    reason: 'What it delivered is deleted or runs on unmanaged, by its own settings, and nothing new is delivered.',
    repair: 'Keep it until all that it delivers has gone.',
    reference: 'https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/',
  },
  ['Application', 'ApplicationSet', 'AppProject'],
  function* () {
    yield { path: '', what: 'leaves the tree' };
  },
);

const preservation = changedRule(
  {
    id: 'application/preservation',
    title: 'an ApplicationSet no longer preserves what runs when an application goes',
    reason: 'A generator that breaks, or a folder that is missing from one commit, then deletes everything.',
    repair: 'Leave preserveResourcesOnDeletion at true.',
    reference: appDeletion,
  },
  ['ApplicationSet'],
  function* (old, next) {
    const path = ['spec', 'syncPolicy', 'preserveResourcesOnDeletion'];
    if (at(old.object, ...path) !== true || at(next.object, ...path) === true) return;
    yield { path: path.join('.'), what: 'is no longer true' };
  },
);

const moves: RiskText = {
  id: 'application/moves',
  title: 'an object moves to another application',
  reason: 'The application that it leaves may prune it before or after the other one applies it.',
  repair:
    'Add it to the other application under a new name and remove it here in a later change, or sync the other one first.',
  reference: 'https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/',
};

const objectMoves: RiskRule = {
  ...moves,
  *find({ trees, pairs }) {
    if (!trees.rendered) return;
    for (const { old, new: next } of pairs) {
      if (old.application === next.application) continue;
      yield about(next, { path: '', what: `comes from ${fileOf(old.path)}` });
    }
  },
};

const namespaceGoes = removedRule(
  {
    id: 'application/namespace-goes',
    title: 'a Namespace leaves the tree',
    reason: 'With the Namespace goes everything in it, volumes included.',
    repair: 'Keep the Namespace until nothing in it is needed.',
    reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  },
  ['Namespace'],
  function* (entry, comparison) {
    const fate = fateOf(entry, comparison);
    const isKept = fate === 'kept' || fate === 'preserved';
    const reason = isKept
      ? { reason: 'Argo CD leaves it; its labels and what they enforce are managed by nobody.' }
      : {};
    yield { path: '', what: 'leaves the tree', ...reason };
  },
);

/** What takes whole applications away. */
export const applications: readonly RiskRule[] = [
  applicationVanishes,
  environmentVanishes,
  sourceGoes,
  preservation,
  objectMoves,
  namespaceGoes,
];
