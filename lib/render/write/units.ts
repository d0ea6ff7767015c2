import type { WritePlan } from './plan.ts';
import type { Folder } from './scan.ts';

/**
 * The smallest thing that is replaced at once: a file, or a folder with all that is in it.
 *
 * A file is replaced by one rename, a folder by two (the old one away, the new one in). So a unit is the deepest folder
 * around all changes of a top-level entry: one changed file is one atomic rename, a new environment is one, a synth that
 * changes everything is two for each environment, whatever the number of files. What is not ours is never in a unit, so it is never
 * moved, copied or linked: a folder that holds something of someone else is entered, and its parts are units.
 */
export interface Unit {
  readonly path: string;
  readonly kind: 'file' | 'folder';
  /** What stands there now. Undefined for a file and for a folder that is new. */
  readonly found: Folder | undefined;
  /** The changed paths in it, in order. */
  readonly changes: readonly string[];
}

/** The units of a plan, in the order of their paths. */
export function unitsOf({ found, writes, removes }: WritePlan): readonly Unit[] {
  return unitsIn(found, '', [...writes.keys(), ...removes].sort());
}

/** `prefix` is the folder's path with a slash at its end; every change is in that folder. */
function unitsIn(folder: Folder, prefix: string, changes: readonly string[]): readonly Unit[] {
  const byName = groupByName(prefix, changes);
  return [...byName].flatMap(([name, group]) => unitsAt(prefix + name, folder.folders.get(name), group));
}

function unitsAt(path: string, found: Folder | undefined, changes: readonly string[]): readonly Unit[] {
  if (changes[0] === path) return [{ path, kind: 'file', found: undefined, changes }];
  if (found === undefined) return [{ path, kind: 'folder', found, changes }];
  const allInOneChild = groupByName(`${path}/`, changes).size === 1;
  if (allInOneChild || !found.isOnlyOurs) return unitsIn(found, `${path}/`, changes);
  return [{ path, kind: 'folder', found, changes }];
}

/** The paths by the name that follows `prefix` in them. */
function groupByName(prefix: string, paths: readonly string[]): Map<string, string[]> {
  return Map.groupBy(paths, (path) => path.slice(prefix.length).split('/', 1)[0]!);
}
