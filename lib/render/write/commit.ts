import { lstatSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Fault, FaultsError } from '../../model/fault.ts';
import { errorCode, errorMessage } from './errors.ts';
import { exists } from './files.ts';
import { isOwn } from './header.ts';
import { type Step, writeJournal } from './journal.ts';
import type { Staging } from './staging.ts';

/**
 * Makes the staged tree the visible one: the journal, then nothing but renames, then the journal's end.
 * @throws FaultsError, or a file system error, after everything is back where it was
 */
export function commit(staging: Staging, steps: readonly Step[]): void {
  writeJournal(staging, steps);
  try {
    for (const step of steps) if (!take(staging, step)) throw occupied(staging, step.path);
  } catch (error) {
    rollBack(staging, steps);
    throw error;
  }
  endJournal(staging, steps);
}

/** Finishes the renames of a run that died among them. What someone put in their way meanwhile stays. */
export function rollForward(staging: Staging, steps: readonly Step[]): void {
  for (const step of steps) take(staging, step);
  endJournal(staging, steps);
}

/**
 * Does one step, or what is left of it: where it stands is read from the disk. False if something that is not ours has come
 * to stand at the path.
 */
function take(staging: Staging, { action, path }: Step): boolean {
  const [here, next, previous] = placesOf(staging, path);
  if (action === 'remove') {
    if (!exists(previous) && exists(here)) renameSync(here, previous);
    return true;
  }
  const staged = lstatSync(next, { throwIfNoEntry: false });
  if (staged === undefined) return true;
  if (!staged.isDirectory()) {
    if (exists(here) && !isOwn(staging.root, path)) return false;
  } else if (exists(here)) {
    if (exists(previous)) return false;
    renameSync(here, previous);
  }
  renameSync(next, here);
  return true;
}

/** Undoes a step, however far it came. */
function takeBack(staging: Staging, { action, path }: Step): void {
  const [here, next, previous] = placesOf(staging, path);
  if (action === 'put' && !exists(next) && exists(here)) renameSync(here, next);
  if (exists(previous) && !exists(here)) renameSync(previous, here);
}

function rollBack(staging: Staging, steps: readonly Step[]): void {
  try {
    for (const step of [...steps].reverse()) takeBack(staging, step);
  } catch (error) {
    throw new FaultsError([halfDone(staging, error)]);
  }
  rmSync(staging.journal);
}

/** Folders that a removal left empty go with it; then the run is over. */
function endJournal(staging: Staging, steps: readonly Step[]): void {
  for (const { action, path } of steps) if (action === 'remove') removeEmptyParents(staging.root, path);
  rmSync(staging.journal);
}

function removeEmptyParents(root: string, path: string): void {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    try {
      rmdirSync(join(root, folder));
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') return;
    }
  }
}

function placesOf({ root, next, previous }: Staging, path: string): readonly [string, string, string] {
  return [join(root, path), join(next, path), join(previous, path)];
}

function occupied(staging: Staging, path: string): FaultsError {
  return new FaultsError([
    {
      owner: join(staging.root, path),
      path: '',
      found: 'something that came to stand there while synth ran',
      expected: 'nobody else to write there meanwhile',
      repair: 'Move it away, then run synth again. The rendered files are as they were.',
    },
  ]);
}

function halfDone(staging: Staging, error: unknown): Fault {
  return {
    owner: staging.root,
    path: '',
    found: `the error "${errorMessage(error)}" while a failed synth was undone`,
    expected: 'a folder that this user may write',
    repair: `Mend the cause, then run synth again: it finishes what ${staging.journal} lists. Until then some files are old and some new.`,
  };
}
