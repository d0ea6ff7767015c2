import { lstatSync, mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FaultsError } from '../../model/fault.ts';
import { errorCode, ignoring, notAFolder } from './errors.ts';
import { acquireLock, releaseLock } from './lock.ts';

/**
 * The hidden folder in the output folder, there while a synth writes: on the same file system, so that a rename is enough
 * to move a folder out of it. Every path of the output folder can stand in `next`, `previous` and `later` too.
 */
export interface Staging {
  /** The output folder, absolute. */
  readonly root: string;
  readonly folder: string;
  /** A `.gitignore` of everything. */
  readonly ignore: string;
  readonly lock: string;
  /** There from the moment when `next` is complete until the last rename: a synth that finds it finishes those renames. */
  readonly journal: string;
  /** What will stand in the output folder. */
  readonly next: string;
  /** What stood there. */
  readonly previous: string;
  /** What came to stand there meanwhile, where a folder of ours had to go. */
  readonly later: string;
}

/** How often to try again when another synth removes the folder just as it ends. */
const ATTEMPTS = 10;

/** The staging folder of an output folder. Nothing is made. */
export function stagingOf(root: string): Staging {
  const folder = join(root, '.unifyops');
  return {
    root,
    folder,
    ignore: join(folder, '.gitignore'),
    lock: join(folder, 'lock'),
    journal: join(folder, 'journal'),
    next: join(folder, 'next'),
    previous: join(folder, 'previous'),
    later: join(folder, 'later'),
  };
}

/**
 * Makes the folder and takes its lock; what an earlier run left is still in it. `out` is the output folder as the user named it.
 * @throws FaultsError if another synth runs
 */
export function openStaging(staging: Staging, out: string): void {
  for (let attempt = 1; ; attempt++) {
    try {
      makeFolder(staging.folder);
      acquireLock(staging.lock, out);
      return;
    } catch (error) {
      if (errorCode(error) !== 'ENOENT' || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Keeps git from seeing the folder: a commit made meanwhile has the old tree or the new one alone. */
export function hideStaging(staging: Staging): void {
  writeFileSync(staging.ignore, '*\n');
}

/**
 * Lets go of the lock and removes the folder, unless something is left in it. Never throws: the synth has succeeded or
 * failed before, and the next one removes what stays.
 */
export function closeStaging(staging: Staging): void {
  try {
    const rest = readdirSync(staging.folder).map((name) => join(staging.folder, name));
    if (rest.every((path) => path === staging.lock || path === staging.ignore)) rmSync(staging.ignore, { force: true });
    releaseLock(staging.lock);
    rmdirSync(staging.folder);
  } catch {}
}

function makeFolder(folder: string): void {
  ignoring(['EEXIST'], () => mkdirSync(folder));
  if (!lstatSync(folder).isDirectory()) throw new FaultsError([notAFolder(folder)]);
}
