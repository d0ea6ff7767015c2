import { readlinkSync, symlinkSync, unlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { FaultsError } from '../../model/fault.ts';
import { errorCode, ignoring } from './errors.ts';
import { processStart } from './process-start.ts';

/*
 * The lock is a symbolic link that points nowhere: made in one call together with its text, it is there whole or not at
 * all, and only one process can make it. The text names the process, so the lock of a killed one counts for nothing.
 */

/** The process that holds a lock. */
interface Holder {
  readonly pid: number;
  /** See {@link processStart}: a later process with the same pid has another. */
  readonly start: string;
  readonly host: string;
}

/**
 * Takes the lock `path` for this process. `out` is the folder that it locks, as the user named it.
 * @throws FaultsError that names the other process if one holds it
 */
export function acquireLock(path: string, out: string): void {
  if (makeLock(path)) return;
  refuseIfHeld(path, out);
  // Its holder is dead. Only one process may replace it: two at once could each delete the other's new lock.
  const takeover = `${path}.takeover`;
  acquireLock(takeover, out);
  try {
    refuseIfHeld(path, out);
    releaseLock(path);
    if (!makeLock(path)) throw busy(path, out, readHolder(path));
  } finally {
    releaseLock(takeover);
  }
}

/** Lets go of the lock `path`. */
export function releaseLock(path: string): void {
  ignoring(['ENOENT'], () => unlinkSync(path));
}

function makeLock(path: string): boolean {
  const holder: Holder = { pid: process.pid, start: processStart(process.pid) ?? '', host: hostname() };
  try {
    symlinkSync(JSON.stringify(holder), path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function refuseIfHeld(path: string, out: string): void {
  const holder = readHolder(path);
  if (holder !== undefined && isAlive(holder)) throw busy(path, out, holder);
}

/** Undefined if the lock is gone meanwhile, or if its text is not ours. */
function readHolder(path: string): Holder | undefined {
  try {
    const { pid, start, host } = JSON.parse(readlinkSync(path)) as Partial<Holder>;
    return pid === undefined || start === undefined || host === undefined ? undefined : { pid, start, host };
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** A process of another machine may run for all we know, and one whose start is not told is taken for the holder. */
function isAlive({ pid, start, host }: Holder): boolean {
  if (host !== hostname()) return true;
  const now = processStart(pid);
  return now !== undefined && (now === start || now === '' || start === '');
}

function busy(path: string, out: string, holder: Holder | undefined): FaultsError {
  const who = holder === undefined ? 'another process' : `process ${holder.pid}`;
  const isElsewhere = holder !== undefined && holder.host !== hostname();
  const repair = isElsewhere ? `If it no longer runs there, delete ${path}. Else wait` : 'Wait';
  return new FaultsError([
    {
      owner: out,
      path: '',
      found: `${who}${isElsewhere ? ` of ${holder.host}` : ''} writing there`,
      expected: 'one synth at a time',
      repair: `${repair} until it has ended, then run synth again.`,
    },
  ]);
}
