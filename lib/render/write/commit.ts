import { lstatSync, mkdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Fault, FaultsError } from '../../model/fault.ts';
import { purge } from './clear.ts';
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

/** Finishes the renames of a run that died among them. A file that someone put in their way meanwhile stays. */
export function rollForward(staging: Staging, steps: readonly Step[]): void {
  purge(staging, staging.later, isOwn);
  for (const step of steps) take(staging, step);
  endJournal(staging, steps);
}

/**
 * Does one step, or what is left of it: how far it came is read from the disk. False if a file that is not ours has come to
 * stand at the path.
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
    if (exists(previous)) setAside(staging, path);
    else renameSync(here, previous);
  }
  renameSync(next, here);
  return true;
}

/** Undoes a step, however far it came. */
function takeBack(staging: Staging, { action, path }: Step): void {
  const [here, next, previous] = placesOf(staging, path);
  if (action === 'put' && !exists(next) && exists(here)) renameSync(here, next);
  const replaced = lstatSync(previous, { throwIfNoEntry: false });
  if (replaced === undefined) return;
  if (exists(here)) {
    // A file that is to be replaced has its second name in `previous` from the start. Anything else there was taken away.
    if (action === 'put' && !replaced.isDirectory()) return;
    setAside(staging, path);
  }
  renameSync(previous, here);
}

/** Makes room where something came to stand while the path was empty, between two renames. */
function setAside(staging: Staging, path: string): void {
  const aside = join(staging.later, path);
  mkdirSync(dirname(aside), { recursive: true });
  renameSync(join(staging.root, path), aside);
}

function rollBack(staging: Staging, steps: readonly Step[]): void {
  try {
    for (const step of [...steps].reverse()) takeBack(staging, step);
  } catch (error) {
    throw new FaultsError([halfDone(staging, error)]);
  }
  rmSync(staging.journal);
  // A folder that was visible for a moment may have got something of someone else.
  purge(staging, staging.next, isOwn);
}

/** Folders that a removal left empty go with it. The new tree stands by then: a journal that cannot be removed is harmless. */
function endJournal(staging: Staging, steps: readonly Step[]): void {
  for (const { action, path } of steps) if (action === 'remove') removeEmptyParents(staging.root, path);
  try {
    rmSync(staging.journal);
  } catch {}
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
