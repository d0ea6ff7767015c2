import type { Fault } from '../../model/fault.ts';
import { isInScope, type Scope } from './scope.ts';

/** Letters every file system writes the same way; no leading dot, so that nothing of ours is hidden or `..`. */
const NAME = /^[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?$/;
const LONGEST_NAME = 255;

/** Whether a path is relative, stays in its folder and is made of names that every file system takes. */
export function isSafePath(path: string): boolean {
  return path.split('/').every((name) => name.length <= LONGEST_NAME && NAME.test(name));
}

/** Every path that cannot be written: unsafe, not `.yaml`, out of scope, or one with another path on some disks. */
export function pathFaults(paths: Iterable<string>, scope: Scope): readonly Fault[] {
  const faults: Fault[] = [];
  const taken = new Map<string, Taken>();
  for (const path of paths) {
    const fault = formFault(path) ?? scopeFault(path, scope) ?? clashFault(path, taken);
    if (fault !== undefined) faults.push(fault);
  }
  return faults;
}

function formFault(path: string): Fault | undefined {
  if (isSafePath(path) && path.endsWith('.yaml')) return undefined;
  return {
    owner: path,
    path: '',
    found: `the path "${path}"`,
    expected: `a relative path that ends in .yaml, of names of 1 to ${LONGEST_NAME} letters, digits, ".", "_" and "-" that start with no dot`,
    repair: 'Rename the object.',
  };
}

function scopeFault(path: string, scope: Scope): Fault | undefined {
  if (scope === 'all' || isInScope(path, scope)) return undefined;
  return {
    owner: path,
    path: '',
    found: `the path "${path}"`,
    expected: `a path of ${scope.join(', ')}: this synth writes nothing else`,
    repair: 'Synth every environment, or leave the object out.',
  };
}

interface Taken {
  readonly path: string;
  readonly isFile: boolean;
}

/** Enters the path and its folders into `taken`; a fault if one of them is there already in another writing or as another thing. */
function clashFault(path: string, taken: Map<string, Taken>): Fault | undefined {
  for (let end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
    const isFile = end === -1;
    const part = isFile ? path : path.slice(0, end);
    const other = taken.get(part.toLowerCase());
    if (other === undefined) taken.set(part.toLowerCase(), { path: part, isFile });
    else if (other.path !== part || other.isFile || isFile) return clash(path, part, other.path);
    if (isFile) return undefined;
  }
}

function clash(owner: string, part: string, other: string): Fault {
  return {
    owner,
    path: '',
    found: part === other ? `"${part}" as a file and as a folder` : `"${part}" beside "${other}"`,
    expected: 'paths that differ on a disk that ignores upper and lower case too',
    repair: 'Rename one of the two objects.',
  };
}
