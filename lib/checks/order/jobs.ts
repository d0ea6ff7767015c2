import { field } from '../json.ts';
import { environmentRule } from '../rule.ts';
import { type Entry, type EnvironmentIndex, groupBy } from '../tree/index.ts';
import { compareTurns, showTurn, waveAnnotation, waveOf } from '../tree/waves.ts';
import { referencesOf } from './references.ts';
import { waveDocs } from './wave.ts';

export const jobsInTime = environmentRule(
  {
    id: 'order/jobs-in-time',
    title: 'Every Job with a wave is done before the Deployments that read the same Secret start.',
    why: 'Pods of a new release that start with their migration, or before it, meet the old schema; and if it fails, the old pods must still be there to serve it.',
    repair: 'Give the Job an earlier wave than the Deployment, or make it a PostSync hook if it is to run afterwards.',
    reference: waveDocs,
  },
  function* (environment) {
    const deployments = groupBy(environment.ofKind('Deployment'), (entry) => secretsOf(entry, environment));
    for (const entry of environment.ofKind('Job')) {
      if (waveOf(entry.object) === undefined || entry.turn.phase > 1) continue;
      const [first] = secretsOf(entry, environment)
        .flatMap((secret) => deployments.get(secret) ?? [])
        .toSorted((a, b) => compareTurns(a.turn, b.turn));
      if (first === undefined || compareTurns(entry.turn, first.turn) < 0) continue;
      const expected = `an earlier one than ${showTurn(first.turn)}, that of ${first.id}`;
      yield { entry, path: field('metadata.annotations', waveAnnotation), found: showTurn(entry.turn), expected };
    }
  },
);

/** The Secrets that pods of an application read, each as the application's; those for pulling images say nothing. */
function secretsOf(entry: Entry, environment: EnvironmentIndex): readonly string[] {
  const read = referencesOf(entry, environment).filter(
    ({ kind, path }) => kind === 'Secret' && !path.includes('imagePullSecrets'),
  );
  return [...new Set(read.map(({ namespace, name }) => `${entry.application} ${namespace}/${name}`))];
}
