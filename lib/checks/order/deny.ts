import { at, field, list, record } from '../json.ts';
import { objectRule } from '../rule.ts';
import { compareTurns, showTurn, waveAnnotation } from '../tree/waves.ts';
import { waveDocs } from './wave.ts';

export const denyFirst = objectRule(
  {
    id: 'order/deny-first',
    title: 'Every policy of a whole namespace is applied before anything else of its application.',
    why: 'Applications are synced side by side: whatever comes first, or never becomes healthy, leaves the pods of the others open for so long.',
    repair: 'Give the policy the first wave behind that of the Namespace.',
    reference: waveDocs,
  },
  ['NetworkPolicy'],
  function* (entry, environment) {
    const { matchLabels, matchExpressions } = record(at(entry.object, 'spec', 'podSelector'));
    if (Object.keys(record(matchLabels)).length > 0 || list(matchExpressions).length > 0) return;
    const [first] = environment.entries
      .filter(({ application, namespace }) => application === entry.application && namespace === entry.namespace)
      .toSorted((a, b) => compareTurns(a.turn, b.turn));
    if (first === undefined || compareTurns(entry.turn, first.turn) <= 0) return;
    const expected = `at most ${showTurn(first.turn)}, that of ${first.id}`;
    yield { path: field('metadata.annotations', waveAnnotation), found: showTurn(entry.turn), expected };
  },
);
