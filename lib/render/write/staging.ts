import { lstatSync, mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FaultsError } from '../../model/fault.ts';
import { errorCode, ignoring, notAFolder } from './errors.ts';
import { exists } from './files.ts';
import { acquireLock, releaseLock } from './lock.ts';

/**
 * The hidden folder in the output folder, there while a synth writes: on the same file system, so that a rename is enough
 * to move a folder out of it. Every path of the output folder can stand in `next`, `previous` and `later` too.
 */
export interface Staging {
  /** The output folder, absolute. */
  readonly root: string;
  readonly folder: string;
  /** Keeps git from seeing the folder. */
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

/**
 * Lets go of the lock and removes the folder, unless the journal of an unfinished run is in it. Never throws: the synth has
 * succeeded or failed before, and the next one removes what stays.
 */
export function closeStaging(staging: Staging): void {
  try {
    if (!exists(staging.journal)) rmSync(staging.ignore, { force: true });
    releaseLock(staging.lock);
    rmdirSync(staging.folder);
  } catch {}
}

function makeFolder(folder: string): void {
  ignoring(['EEXIST'], () => mkdirSync(folder));
  if (!lstatSync(folder).isDirectory()) throw new FaultsError([notAFolder(folder)]);
}
