import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exists } from './files.ts';
import { type Folder, scan } from './scan.ts';
import type { Staging } from './staging.ts';

/** A journal that was not finished, and the second locks of runs that were killed as they took over from a killed one. */
const DRAFT = /^(?:journal\.draft|lock\.takeover.*)$/;

/** Whether the file `root/path` is ours. */
type Owns = (root: string, path: string) => boolean;

/**
 * Empties the staging folder: what was replaced and what was never finished. `owns` says which of the replaced files are
 * ours; anything else came into a folder while it was being replaced, and goes back there.
 */
export function clearStaging(staging: Staging, owns: Owns): void {
  purge(staging, staging.previous, owns);
  purge(staging, staging.later, owns);
  rmSync(staging.next, { recursive: true, force: true });
  for (const name of readdirSync(staging.folder)) if (DRAFT.test(name)) unlinkSync(join(staging.folder, name));
}

/** Removes a folder with our files in it, each at its own path; what is not ours goes back to the output folder. */
export function purge(staging: Staging, from: string, owns: Owns): void {
  if (exists(from)) purgeFolder(staging, from, '', scan(from, { owns: (path) => owns(from, path) }));
}

function purgeFolder(staging: Staging, from: string, prefix: string, folder: Folder): void {
  for (const name of folder.own) unlinkSync(join(from, prefix + name));
  for (const name of folder.others.keys()) giveBack(join(from, prefix + name), join(staging.root, prefix + name));
  for (const [name, child] of folder.folders) purgeFolder(staging, from, `${prefix}${name}/`, child);
  rmdirSync(join(from, prefix));
}

/** Puts back what is not ours, beside what has taken its place, if anything has. */
function giveBack(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  let target = to;
  while (exists(target)) target += '.orig';
  renameSync(from, target);
}
