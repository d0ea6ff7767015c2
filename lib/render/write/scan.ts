import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from './errors.ts';

/** What stands in a folder that is not one of our files, nor a folder that we looked into. */
export type Other = 'file' | 'folder' | 'symbolic link' | 'special file';

/** A folder as it stands on disk, split into what is ours and what is not. */
export interface Folder {
  readonly folders: ReadonlyMap<string, Folder>;
  /** Names of our files. */
  readonly own: ReadonlySet<string>;
  /** Everything else by name. Hidden entries (`.git`) and unreadable folders are here, unopened. */
  readonly others: ReadonlyMap<string, Other>;
  /** Every name by its lower case: what a disk that ignores case finds. */
  readonly names: ReadonlyMap<string, string>;
  /** There is a file of ours in it, at any depth. */
  readonly hasOwn: boolean;
  /** There is something of ours in every folder of it and nothing of anyone else, at any depth. */
  readonly isOnlyOurs: boolean;
}

/** How a scan looks: which files are ours, and which top-level entries matter. */
export interface ScanOptions {
  /** Whether the `.yaml` file at a path relative to the root is ours. */
  readonly owns: (path: string) => boolean;
  /** @default every top-level entry */
  readonly includes?: (topLevel: string) => boolean;
}

/** Looks through a folder. Symbolic links are seen and never followed. */
export function scan(root: string, { owns, includes = () => true }: ScanOptions): Folder {
  const entries = readdirSync(root, { withFileTypes: true }).filter((entry) => includes(entry.name));
  return folderOf(root, '', entries, owns);
}

/** The paths of our files in a folder, `prefix` before each. */
export function* ownPaths(folder: Folder, prefix = ''): Generator<string> {
  for (const name of folder.own) yield prefix + name;
  for (const [name, child] of folder.folders) yield* ownPaths(child, `${prefix}${name}/`);
}

function folderOf(root: string, prefix: string, entries: readonly Dirent[], owns: ScanOptions['owns']): Folder {
  const folders = new Map<string, Folder>();
  const own = new Set<string>();
  const others = new Map<string, Other>();
  for (const entry of entries) {
    const path = prefix + entry.name;
    const isHidden = entry.name.startsWith('.');
    const children = !isHidden && entry.isDirectory() ? childrenOf(join(root, path)) : undefined;
    if (children !== undefined) folders.set(entry.name, folderOf(root, `${path}/`, children, owns));
    else if (!isHidden && entry.isFile() && entry.name.endsWith('.yaml') && owns(path)) own.add(entry.name);
    else others.set(entry.name, otherOf(entry));
  }
  const names = new Map(entries.map(({ name }) => [name.toLowerCase(), name]));
  const children = [...folders.values()];
  const hasOwn = own.size > 0 || children.some((child) => child.hasOwn);
  return {
    folders,
    own,
    others,
    names,
    hasOwn,
    isOnlyOurs: hasOwn && others.size === 0 && children.every((child) => child.isOnlyOurs),
  };
}

/** The entries of a folder; none if it vanished meanwhile, undefined if it may not be read. */
function childrenOf(folder: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    if (errorCode(error) === 'EACCES') return undefined;
    throw error;
  }
}

function otherOf(entry: Dirent): Other {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'symbolic link' : 'special file';
}
