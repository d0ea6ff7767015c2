import { providerOf } from '../checks/order/providers.ts';
import { referencesOf } from '../checks/order/references.ts';
import { type Entry, type EnvironmentIndex, groupBy, treeIndex } from '../checks/tree/index.ts';
import { compareTurns } from '../checks/tree/waves.ts';
import type { Tree } from '../render/tree.ts';

/** What must stand in a namespace before the first pod: it would run unbounded, or open to everybody. */
const guards = ['NetworkPolicy', 'LimitRange', 'ResourceQuota'];

/**
 * What each object of an environment waits for, by path: the wave before its own in its application, every object that it names, and
 * for pods the guards of their namespace. Applications don't wait for each other, so that a migration that fails stops its own alone.
 * @param tree objects of one environment
 */
export function dependencies(tree: Tree): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, readonly string[]>();
  for (const environment of treeIndex(tree).environments) {
    const before = wavesBefore(environment.entries);
    for (const entry of environment.entries) {
      const found = [
        ...(before.get(entry) ?? []),
        ...named(entry, environment),
        ...(environment.podOf(entry) ? guardsOf(entry, environment) : []),
      ];
      const paths = new Set(found.filter((other) => other !== entry).map(({ path }) => path));
      all.set(entry.path, [...paths].sort());
    }
  }
  return all;
}

/** The objects of the nearest earlier wave of the same application; those wait for the waves before them. */
function wavesBefore(entries: readonly Entry[]): ReadonlyMap<Entry, readonly Entry[]> {
  const before = new Map<Entry, readonly Entry[]>();
  for (const application of groupBy(entries, (entry) => [entry.application]).values()) {
    const waves = [...groupBy(application, ({ turn }) => [`${turn.phase} ${turn.wave}`]).values()];
    waves.sort(([a], [b]) => compareTurns(a!.turn, b!.turn));
    for (const [index, wave] of waves.entries()) for (const entry of wave) before.set(entry, waves[index - 1] ?? []);
  }
  return before;
}

/** What an object names, as far as it is applied no later than the object itself; its namespace in any case. */
function named(entry: Entry, environment: EnvironmentIndex): readonly Entry[] {
  return referencesOf(entry, environment).flatMap((reference) => {
    const provider = providerOf(reference, environment);
    if (provider === undefined) return [];
    return provider.type === 'Namespace' || compareTurns(provider.turn, entry.turn) <= 0 ? [provider] : [];
  });
}

function guardsOf({ namespace, turn }: Entry, environment: EnvironmentIndex): readonly Entry[] {
  return guards
    .flatMap((kind) => environment.ofKindIn(kind, namespace))
    .filter((guard) => guard.turn.rank === 0 && compareTurns(guard.turn, turn) < 0);
}
