import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { CheckFault } from '../check.ts';
import { readFault, unreadable } from './fault.ts';

const manifest = /\.(ya?ml|json)$/;

/** The largest file that is read, in bytes. An object may have 1.5 MiB in etcd; bundles of definitions reach about 10 MB. */
export const maxFileBytes = 16 * 1024 * 1024;

/** The files of a folder that may hold manifests, and what kept others from being read. */
export interface Files {
  /** Relative to the folder, with forward slashes, sorted. */
  readonly paths: readonly string[];
  readonly faults: readonly CheckFault[];
}

/**
 * Lists the `.yaml`, `.yml` and `.json` files under `root`, which a fault calls `name`, links followed, without dot folders and `node_modules`.
 * A folder that can't be read, a dangling link, a loop of links, a file that is too large, and a pipe or a device of such a
 * name are faults.
 */
export function listFiles(root: string, name: string): Files {
  const paths: string[] = [];
  const faults: CheckFault[] = [];

  function visit(folder: string, ancestors: readonly string[]): void {
    for (const child of childrenOf(folder)) {
      const path = join(folder, child.name);
      const shown = relative(root, path).split(sep).join('/');
      try {
        if (isFolder(child, path)) visitFolder(path, shown, ancestors);
        else if (manifest.test(child.name)) addFile(path, shown);
      } catch (error) {
        faults.push(unreadable(shown, error));
      }
    }
  }

  function visitFolder(path: string, shown: string, ancestors: readonly string[]): void {
    const real = realpathSync(path);
    if (ancestors.includes(real)) faults.push(loop(shown));
    else visit(path, [...ancestors, real]);
  }

  function addFile(path: string, shown: string): void {
    const stats = statSync(path);
    if (!stats.isFile()) faults.push(irregular(shown));
    else if (stats.size > maxFileBytes) faults.push(tooLarge(shown, stats.size));
    else paths.push(shown);
  }

  try {
    visit(root, [realpathSync(root)]);
  } catch (error) {
    faults.push(unreadable(name, error));
  }
  return { paths: paths.sort(), faults };
}

function childrenOf(folder: string): readonly Dirent[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((child) => !child.name.startsWith('.') && child.name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isFolder(child: Dirent, path: string): boolean {
  if (child.isDirectory()) return true;
  if (child.isSymbolicLink() && !manifest.test(child.name)) return statSync(path).isDirectory();
  return false;
}

function loop(path: string): CheckFault {
  return readFault(path, '', {
    found: 'a link to a folder that holds it',
    expected: 'folders without a loop',
    repair: 'Remove the link.',
  });
}

/** Reading a pipe would wait for whoever writes into it, and a device may never end. */
function irregular(path: string): CheckFault {
  return readFault(path, '', {
    found: 'no regular file',
    expected: 'a file, not a pipe, a device or a link to a folder',
    repair: 'Move it out of the folder, or give it another name.',
  });
}

function tooLarge(path: string, bytes: number): CheckFault {
  const mib = (size: number) => `${(size / 1024 / 1024).toFixed(1)} MiB`;
  return readFault(path, '', {
    found: `a file of ${mib(bytes)}`,
    expected: `at most ${mib(maxFileBytes)}`,
    repair: 'Split it, or move it out of the folder if it holds no manifests.',
  });
}
