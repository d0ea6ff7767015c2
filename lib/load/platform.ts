import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Fault, throwFaults } from '../model/fault.ts';
import type { Environment, PlatformImages, Releases, Stack } from '../model/index.ts';
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
 * @param root folder of the project
 * @throws FaultsError with every file that can't be read as what it should be
 */
export async function loadPlatform(root: string): Promise<Platform> {
  const [stacks, environments, versions] = await Promise.all([
    exportsOf<Stack>(join(root, 'stacks', 'index.ts')),
    exportsOf<Environment>(join(root, 'environments', 'index.ts')),
    readFile(join(root, 'versions.json'), 'utf8'),
  ]);
  const faults: Fault[] = [];
  const releases = new Map<string, Releases>();
  for (const { name } of environments) {
    const result = await readReleases(join(root, 'environments', 'releases', `${name}.yaml`), name);
    if ('faults' in result) faults.push(...result.faults);
    else releases.set(name, result.releases);
  }
  throwFaults(faults);
  return { stacks, environments, releases, images: (JSON.parse(versions) as { images: PlatformImages }).images };
}

/** The values that an index file re-exports, in the order of their names. */
async function exportsOf<T>(file: string): Promise<readonly T[]> {
  return Object.values((await import(pathToFileURL(file).href)) as Record<string, T>);
}
