import { at, field, record } from '../json.ts';
import { objectRule, type Violation } from '../rule.ts';
import type { Entry, Pod } from '../tree/index.ts';
import { fromLabels } from '../tree/selector.ts';
import { compareTurns, showTurn, waveAnnotation } from '../tree/waves.ts';
import { waveDocs } from './wave.ts';

export const policiesInTime = objectRule(
  {
    id: 'order/policies-in-time',
    title: 'Every network policy is applied no later than the pods that it selects.',
    why: 'Until then the pods are open; or, under a default deny, a job of an earlier wave waits for a connection that a later wave allows.',
    repair: 'Give the policy the wave of the first of these pods, or an earlier one.',
    reference: waveDocs,
  },
  ['NetworkPolicy'],
  function* (entry, environment) {
    yield* laterThan(entry, environment.podsSelected(entry.namespace, at(entry.object, 'spec', 'podSelector')));
  },
);

export const servicesInTime = objectRule(
  {
    id: 'order/services-in-time',
    title: 'Every Service is applied no later than the pods behind it.',
    why: 'What starts after those pods finds them by the name of the Service, so a migration waits for a database that has none.',
    repair: 'Give the Service the wave of its pods, or an earlier one.',
    reference: waveDocs,
  },
  ['Service'],
  function* (entry, environment) {
    const selector = at(entry.object, 'spec', 'selector');
    if (Object.keys(record(selector)).length === 0) return;
    yield* laterThan(entry, environment.podsSelected(entry.namespace, fromLabels(selector)));
  },
);

/** A violation if any of `pods` is applied before `entry`: it names the first of them. */
function* laterThan(entry: Entry, pods: readonly Pod[]): Iterable<Violation> {
  const [first] = pods.toSorted((a, b) => compareTurns(a.entry.turn, b.entry.turn));
  if (first === undefined || compareTurns(entry.turn, first.entry.turn) <= 0) return;
  const expected = `at most ${showTurn(first.entry.turn)}, that of ${first.entry.id}`;
  yield { path: field('metadata.annotations', waveAnnotation), found: showTurn(entry.turn), expected };
}
