import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exists } from './files.ts';
import { type Folder, scan } from './scan.ts';
import type { Staging } from './staging.ts';

/** A journal that was not finished, and the second locks of runs that were killed as they took over from a killed one. */
const DRAFT = /^(?:journal\.draft|lock\.takeover.*)$/;

/**
 * Empties the staging folder: what was replaced and what was never finished. `owns` says which of the replaced files are
 * ours; anything else came into a folder while it was being replaced, and goes back there.
 */
export function clearStaging(staging: Staging, owns: (path: string) => boolean): void {
  if (exists(staging.previous)) {
    purge(staging, '', scan(staging.previous, { owns }));
    rmdirSync(staging.previous);
  }
  rmSync(staging.next, { recursive: true, force: true });
  for (const name of readdirSync(staging.folder)) if (DRAFT.test(name)) unlinkSync(join(staging.folder, name));
}

function purge(staging: Staging, prefix: string, folder: Folder): void {
  for (const name of folder.own) unlinkSync(join(staging.previous, prefix + name));
  for (const name of folder.others.keys()) giveBack(staging, prefix + name);
  for (const [name, child] of folder.folders) {
    purge(staging, `${prefix}${name}/`, child);
    rmdirSync(join(staging.previous, prefix + name));
  }
}

/** Puts back what is not ours, beside what has taken its place, if anything has. */
function giveBack({ root, previous }: Staging, path: string): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  let target = join(root, path);
  while (exists(target)) target += '.orig';
  renameSync(join(previous, path), target);
}
