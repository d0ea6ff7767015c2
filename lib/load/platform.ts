import { join } from 'node:path';
import { type Fault, throwFaults } from '../model/fault.ts';
import type { Environment, PlatformImages, Releases, Stack } from '../model/index.ts';
import { unknownName } from '../model/plan/context.ts';
import { lendClusters } from '../model/plan/lend.ts';
import { sharingFaults } from '../model/plan/share.ts';
import { type Exports, exportsOf } from './module.ts';
import { readReleases } from './releases.ts';
import { readVersions } from './versions.ts';

/** Everything that people wrote: what runs, where, in which version. */
export interface Platform {
  readonly stacks: readonly Stack[];
  readonly environments: readonly Environment[];
  /** By the environment's name. */
  readonly releases: ReadonlyMap<string, Releases>;
  /** Why the releases of an environment can't be read, by its name. */
  readonly unreadable: ReadonlyMap<string, readonly Fault[]>;
  readonly images: PlatformImages;
}

/**
 * Reads `stacks/`, `environments/` and `versions.json` of a project.
 * @param root folder of the project, absolute
 * @param names of the environments to read; all of them if there are none
 * @throws FaultsError with every module that can't be loaded, and every name that no environment has: nothing can be said
 * about the rest then
 */
export async function loadPlatform(root: string, names: readonly string[] = []): Promise<Platform> {
  const stacks = await exportsOf<Stack>(root, 'stacks/index.ts');
  const all = await exportsOf<Environment>(root, 'environments/index.ts');
  const versions = await readVersions(root);
  throwFaults([stacks, all, versions].flatMap((result) => ('faults' in result ? result.faults : [])));
  const lent = lendClusters(valuesOf(all));
  throwFaults([...lent.faults, ...sharingFaults(lent.environments)]);
  const environments = choose(lent.environments, names);
  const platform = { stacks: valuesOf(stacks), environments, images: valuesOf(versions)[0]! };
  return { ...platform, ...(await releasesOf(root, environments)) };
}

async function releasesOf(
  root: string,
  environments: readonly Environment[],
): Promise<Pick<Platform, 'releases' | 'unreadable'>> {
  const releases = new Map<string, Releases>();
  const unreadable = new Map<string, readonly Fault[]>();
  for (const name of environments.map((environment) => environment?.name)) {
    if (typeof name !== 'string') continue; // told with the environment's other mistakes
    const result = await readReleases(join(root, 'environments', 'releases', `${name}.yaml`), name);
    if ('faults' in result) unreadable.set(name, result.faults);
    else releases.set(name, result.releases);
  }
  return { releases, unreadable };
}

function valuesOf<T>(result: Exports<T>): readonly T[] {
  return 'values' in result ? result.values : [];
}

/** The environments of these names. Names are what a person typed; what the environments hold is checked later. */
function choose(all: readonly Environment[], names: readonly string[]): readonly Environment[] {
  if (names.length === 0) return all;
  const known = all.map((environment) => environment?.name);
  const unknown = names.filter((name) => !known.includes(name));
  throwFaults(unknown.map((name) => unknownName({ owner: '--env', path: '' }, 'environment', name, known)));
  return all.filter((environment) => names.includes(environment?.name));
}
