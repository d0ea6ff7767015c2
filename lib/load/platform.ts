import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Fault, throwFaults } from '../model/fault.ts';
import type { Environment, PlatformImages, Releases, Stack } from '../model/index.ts';
import { unknownName } from '../model/plan/context.ts';
import { exportsOf } from './module.ts';
import { readReleases } from './releases.ts';

/** Everything that people wrote: what runs, where, in which version. */
export interface Platform {
  readonly stacks: readonly Stack[];
  readonly environments: readonly Environment[];
  /** By the environment's name. */
  readonly releases: ReadonlyMap<string, Releases>;
  readonly images: PlatformImages;
}

/**
 * Reads `stacks/`, `environments/` and `versions.json` of a project.
 * @param root folder of the project, absolute
 * @param names of the environments to read; all of them if there are none
 * @throws FaultsError with every file that can't be read as what it should be, and every name that no environment has
 */
export async function loadPlatform(root: string, names: readonly string[] = []): Promise<Platform> {
  const faults: Fault[] = [];
  const [stacks, everywhere, versions] = await Promise.all([
    exportsOf<Stack>(root, 'stacks/index.ts'),
    exportsOf<Environment>(root, 'environments/index.ts'),
    readFile(join(root, 'versions.json'), 'utf8'),
  ]);
  for (const result of [stacks, everywhere]) if ('faults' in result) faults.push(...result.faults);
  const environments = 'faults' in everywhere ? [] : choose(everywhere.values, names, faults);
  const releases = new Map<string, Releases>();
  for (const { name } of environments) {
    const result = await readReleases(join(root, 'environments', 'releases', `${name}.yaml`), name);
    if ('faults' in result) faults.push(...result.faults);
    else releases.set(name, result.releases);
  }
  throwFaults(faults);
  const { images } = JSON.parse(versions) as { images: PlatformImages };
  return { stacks: 'faults' in stacks ? [] : stacks.values, environments, releases, images };
}

function choose(all: readonly Environment[], names: readonly string[], faults: Fault[]): readonly Environment[] {
  if (names.length === 0) return all;
  const known = all.map(({ name }) => name);
  for (const name of names) {
    if (!known.includes(name)) faults.push(unknownName({ owner: '--env', path: '' }, 'environment', name, known));
  }
  return all.filter(({ name }) => names.includes(name));
}
