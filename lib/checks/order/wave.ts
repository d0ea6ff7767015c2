import { at, field, show } from '../json.ts';
import { objectRule } from '../rule.ts';
import { hookAnnotation, hooksOf, waveAnnotation, waveOf } from '../tree/waves.ts';

export const waveDocs = 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/';

const hookTypes = ['PreSync', 'Sync', 'PostSync', 'SyncFail', 'PreDelete', 'PostDelete', 'Skip'];

export const wave = objectRule(
  {
    id: 'order/wave',
    title: 'Every sync wave is an integer and every hook is one that Argo CD knows.',
    why: 'Argo CD takes what it cannot read for wave 0, or for an ordinary object, and says nothing.',
    repair: 'Write the wave as a quoted integer, and the hook with its exact name.',
    reference: waveDocs,
  },
  undefined,
  function* (entry) {
    const written = at(entry.object.metadata.annotations, waveAnnotation);
    if (written !== undefined && waveOf(entry.object) === undefined) {
      yield {
        path: field('metadata.annotations', waveAnnotation),
        found: show(written),
        expected: 'an integer in quotes',
      };
    }
    for (const hook of hooksOf(entry.object)) {
      if (hookTypes.includes(hook)) continue;
      const expected = `one of ${hookTypes.join(', ')}`;
      yield { path: field('metadata.annotations', hookAnnotation), found: show(hook), expected };
    }
  },
);
