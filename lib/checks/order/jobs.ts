import { field } from '../json.ts';
import { environmentRule } from '../rule.ts';
import { type Entry, type EnvironmentIndex, groupBy } from '../tree/index.ts';
import { compareTurns, showTurn, waveAnnotation, waveOf } from '../tree/waves.ts';
import { referencesOf } from './references.ts';
import { waveDocs } from './wave.ts';

const path = field('metadata.annotations', waveAnnotation);

export const jobsInTime = environmentRule(
  {
    id: 'order/jobs-in-time',
    title: 'Every Job with a wave is done before the Deployments that read the same Secret start.',
    why: 'Pods of a new release that start with their migration, or before it, meet the old schema; and if it fails, the old pods must still be there to serve it.',
    repair: 'Give the Job an earlier wave than the Deployment, or make it a PostSync hook if it is to run afterwards.',
    reference: waveDocs,
  },
  function* (environment) {
    const deployments = readersOf('Deployment', environment);
    for (const entry of environment.ofKind('Job')) {
      if (waveOf(entry.object) === undefined || entry.turn.phase > 1) continue;
      const [first] = deployments(entry).toSorted((a, b) => compareTurns(a.turn, b.turn));
      if (first === undefined || compareTurns(entry.turn, first.turn) < 0) continue;
      const expected = `an earlier one than ${showTurn(first.turn)}, that of ${first.id}`;
      yield { entry, path, found: showTurn(entry.turn), expected };
    }
  },
);

export const jobsAfterStores = environmentRule(
  {
    id: 'order/jobs-after-stores',
    title: 'Every Job starts after the StatefulSets with waves that read the same Secret.',
    why: 'A migration that starts with its database, or before it, finds nobody at home and uses up its attempts.',
    repair: 'Give the Job a later wave than the StatefulSet.',
    reference: waveDocs,
  },
  function* (environment) {
    const stores = readersOf('StatefulSet', environment);
    for (const entry of environment.ofKind('Job')) {
      const [last] = stores(entry)
        .filter(({ object }) => waveOf(object) !== undefined)
        .toSorted((a, b) => compareTurns(b.turn, a.turn));
      if (last === undefined || compareTurns(entry.turn, last.turn) > 0) continue;
      const expected = `a later one than ${showTurn(last.turn)}, that of ${last.id}`;
      yield { entry, path, found: showTurn(entry.turn), expected };
    }
  },
);

/** The objects of a kind that read a Secret which another object of their application reads too. */
function readersOf(kind: string, environment: EnvironmentIndex): (entry: Entry) => readonly Entry[] {
  const readers = groupBy(environment.ofKind(kind), (entry) => secretsOf(entry, environment));
  return (entry) => secretsOf(entry, environment).flatMap((secret) => readers.get(secret) ?? []);
}

/** The Secrets that pods of an application read, each as the application's; those for pulling images say nothing. */
function secretsOf(entry: Entry, environment: EnvironmentIndex): readonly string[] {
  const read = referencesOf(entry, environment).filter(
    ({ kind, path: place }) => kind === 'Secret' && !place.includes('imagePullSecrets'),
  );
  return [...new Set(read.map(({ namespace, name }) => `${entry.application} ${namespace}/${name}`))];
}
