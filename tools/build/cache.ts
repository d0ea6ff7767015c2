import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Part } from './parts.ts';

/** Where built parts are kept between runs: `$XDG_CACHE_HOME/unifyops/tools`, or the same below `~/.cache`. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'unifyops', 'tools');
}

/** Where the pinned modules live: `tools/` of this repository. */
export const modulesFolder = join(import.meta.dirname, '..');

/** The version of a part (`v3.6.13`), as its go.mod requires it. */
export function partVersion({ name, module }: Part, modules: string = modulesFolder): string {
  const text = readFileSync(join(modules, name, 'go.mod'), 'utf8');
  const line = text.split('\n').find((candidate) => candidate.trim().replace('require ', '').startsWith(`${module} v`));
  const version = line?.trim().replace('require ', '').split(' ')[1];
  if (version === undefined) throw new Error(`tools/${name}/go.mod requires no version of ${module}.`);
  return version;
}

/**
 * Folder of a part's programs below the cache folder. Its name changes with the version, with anything that the part's own folder holds
 * (go.mod, go.sum, a main of ours), with what is built and stamped, and with its tags.
 */
export function partFolder(part: Part, modules: string = modulesFolder): string {
  const version = partVersion(part, modules);
  const hash = createHash('sha256');
  for (const file of readdirSync(join(modules, part.name)).sort())
    hash.update(readFileSync(join(modules, part.name, file)));
  hash.update(JSON.stringify([part.binaries, part.stamps?.(version) ?? {}, ...(part.tags ?? [])]));
  return `${part.name}@${version}-${hash.digest('hex').slice(0, 12)}`;
}
