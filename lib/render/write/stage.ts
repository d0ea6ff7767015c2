import { accessSync, chmodSync, constants, copyFileSync, linkSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exists } from './files.ts';
import type { WritePlan } from './plan.ts';
import { type Folder, ownPaths } from './scan.ts';
import type { Staging } from './staging.ts';
import type { Unit } from './units.ts';

/** Builds the complete next version of every unit in the staging folder. Nothing outside of it changes. */
export function stage(staging: Staging, plan: WritePlan, units: readonly Unit[]): void {
  const made = new Set<string>();
  const makeParent = (file: string): void => {
    const folder = dirname(file);
    if (made.has(folder)) return;
    mkdirSync(folder, { recursive: true });
    made.add(folder);
  };
  for (const unit of units) {
    makeParent(join(staging.previous, unit.path));
    makeParent(join(staging.next, unit.path));
    for (const path of unit.changes) {
      const text = plan.writes.get(path);
      if (text === undefined) continue;
      makeParent(join(staging.next, path));
      writeFileSync(join(staging.next, path), text);
    }
    if (unit.kind === 'file') keepReplaced(staging, unit.path);
    else if (unit.found !== undefined) carryOver(staging, unit.path, unit.found, new Set(unit.changes), makeParent);
  }
}

/** A second name for a file that a rename will replace, to put it back if a later rename fails. */
function keepReplaced(staging: Staging, path: string): void {
  if (exists(join(staging.next, path)) && exists(join(staging.root, path))) {
    linkOrCopy(join(staging.root, path), join(staging.previous, path));
  }
}

/** Our files of a folder that do not change, and the folders' modes. */
function carryOver(
  staging: Staging,
  unit: string,
  found: Folder,
  changes: ReadonlySet<string>,
  makeParent: (file: string) => void,
): void {
  for (const path of ownPaths(found, `${unit}/`)) {
    if (changes.has(path)) continue;
    makeParent(join(staging.next, path));
    linkOrCopy(join(staging.root, path), join(staging.next, path));
  }
  carryModes(staging, unit, found);
}

function carryModes(staging: Staging, path: string, found: Folder): void {
  for (const [name, child] of found.folders) carryModes(staging, `${path}/${name}`, child);
  const folder = join(staging.root, path);
  // A folder that may not be written could not be emptied after the swap: fail now, while nothing has changed.
  accessSync(folder, constants.W_OK);
  const next = join(staging.next, path);
  const mode = lstatSync(folder).mode;
  if (exists(next) && lstatSync(next).mode !== mode) chmodSync(next, mode);
}

/** A hard link keeps the file's time and costs no write. File systems without, and files of another user, are copied. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}
