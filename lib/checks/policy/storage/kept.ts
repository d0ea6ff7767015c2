import { at, field, list, show, text } from '../../json.ts';
import { objectRule } from '../../rule.ts';
import type { Entry } from '../../tree/index.ts';
import { usesArgo } from '../gitops/argo.ts';

const syncOptions = 'argocd.argoproj.io/sync-options';

export const kept = objectRule(
  {
    id: 'storage/kept',
    title: 'Argo CD never prunes or deletes what holds data, nor the namespace that holds it.',
    why: 'A folder that is missing from one commit would otherwise take the database and its volume along.',
    repair: `Annotate the object ${syncOptions}: Prune=false,Delete=false.`,
    reference: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources',
  },
  ['StatefulSet', 'PersistentVolumeClaim', 'Namespace'],
  function* (entry, environment) {
    if (!usesArgo(environment) || !holdsData(entry)) return;
    const written = text(at(entry.object.metadata.annotations, syncOptions));
    const options = written.split(',').map((option) => option.trim());
    const missing = ['Prune', 'Delete'].filter(
      (key) => !options.includes(`${key}=false`) && !options.includes(`${key}=confirm`),
    );
    if (missing.length === 0) return;
    const expected = missing.map((key) => `${key}=false`).join(',');
    yield { path: field('metadata.annotations', syncOptions), found: show(written || undefined), expected };
  },
);

function holdsData(entry: Entry): boolean {
  return entry.kind !== 'StatefulSet' || list(at(entry.object, 'spec', 'volumeClaimTemplates')).length > 0;
}
