import { join } from 'node:path';
import { type Fault, throwFaults } from '../../model/fault.ts';
import { readIfThere } from './files.ts';
import { headerOf, isOwn } from './header.ts';
import { type Folder, type Other, ownPaths, scan } from './scan.ts';
import { canHoldScope, isInScope, type Scope } from './scope.ts';

/** What stands in the output folder and what has to change there. Paths are relative to it, in order. */
export interface WritePlan {
  readonly found: Folder;
  /** Text by path: new files and files whose text differs. */
  readonly writes: ReadonlyMap<string, string>;
  readonly removes: readonly string[];
  readonly unchanged: readonly string[];
}

/**
 * Compares the rendered texts with the folder `root`, reading only. `out` is the folder as the user named it.
 * @throws FaultsError with everything of someone else that stands where a rendered file would go
 */
export function planWrites(texts: ReadonlyMap<string, string>, root: string, out: string, scope: Scope): WritePlan {
  const found = scan(root, { owns: (path) => isOwn(root, path), includes: (name) => canHoldScope(name, scope) });
  const own = new Set(ownPaths(found));
  const writes = new Map<string, string>();
  const unchanged: string[] = [];
  const faults = new Map<string, Fault>();
  for (const [path, text] of texts) {
    const obstacle = own.has(path) ? undefined : obstacleTo(path, found);
    if (obstacle !== undefined) faults.set(obstacle.path, obstacleFault(obstacle, path, out));
    else if (own.has(path) && readIfThere(join(root, path)) === text) unchanged.push(path);
    else writes.set(path, text);
  }
  throwFaults([...faults.values()]);
  return {
    found,
    writes,
    removes: [...own].filter((path) => !texts.has(path) && isInScope(path, scope)).sort(),
    unchanged,
  };
}

interface Obstacle {
  readonly path: string;
  readonly kind: Other;
}

/** What is in the way of a new file at `path`: an entry with its name or a folder's, or with one that some disks take for it. */
function obstacleTo(path: string, root: Folder): Obstacle | undefined {
  const names = path.split('/');
  let folder = root;
  for (const [index, name] of names.entries()) {
    const child = folder.folders.get(name);
    if (child === undefined || index === names.length - 1) {
      const entry = folder.names.get(name.toLowerCase());
      const kind = entry === undefined ? undefined : kindInTheWay(folder, entry, entry === name);
      return kind && { path: [...names.slice(0, index), entry].join('/'), kind };
    }
    folder = child;
  }
  return undefined;
}

/** What the entry is, undefined if it is ours and only looks alike: then this synth or an earlier one has renamed it. */
function kindInTheWay(folder: Folder, entry: string, isSameName: boolean): Other | undefined {
  const child = folder.folders.get(entry);
  if (child !== undefined) return isSameName || !child.hasOwn ? 'folder' : undefined;
  if (folder.own.has(entry)) return isSameName ? 'file' : undefined;
  return folder.others.get(entry);
}

function obstacleFault(obstacle: Obstacle, path: string, out: string): Fault {
  const isFileItself = obstacle.kind === 'file' && obstacle.path === path;
  return {
    owner: join(out, obstacle.path),
    path: '',
    found: isFileItself ? 'a file that unifyops did not write' : `a ${obstacle.kind} in the way of ${path}`,
    expected: isFileItself ? `no file, or one whose first line is "${headerOf(path)}"` : 'nothing else of that name',
    repair: 'Move it away, or synth into another folder. Nothing was written.',
  };
}
