import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Fault, FaultsError, throwFaults } from '../../model/fault.ts';
import { errorCode, systemReason } from './errors.ts';

/** A file that is to have a text. */
export interface NamedFile {
  /** As a person named it, or in a folder that a person named. */
  readonly file: string;
  readonly text: string;
}

/**
 * Writes files where a person wants them, folders included. Each appears with its whole text or stays as it was, and none
 * is touched before all are on the disk.
 * @throws FaultsError with everything that stands in their way, or with the file that can't be written
 */
export function replaceFiles(files: readonly NamedFile[]): void {
  const obstacles = files.flatMap(({ file }) => attempt(file, () => obstacleTo(file)) ?? []);
  throwFaults([...new Map(obstacles.map((fault) => [fault.owner, fault])).values()]);
  const staged = new Map<string, string>();
  try {
    for (const { file, text } of files) attempt(file, () => staged.set(file, stage(file, text)));
    for (const [file, temporary] of staged) attempt(file, () => renameSync(temporary, file));
  } finally {
    for (const temporary of staged.values()) rmSync(temporary, { force: true });
  }
}

function stage(file: string, text: string): string {
  const temporary = join(dirname(file), `.${randomUUID()}.tmp`);
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(temporary, text);
    return temporary;
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** A folder in the place of the file, or what is no folder in the place of one above it. */
function obstacleTo(file: string): Fault | undefined {
  const repair = 'Name another place, or move it away. Nothing was written.';
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) return { owner: file, path: '', found: 'a folder', expected: 'a file', repair };
  for (let above = dirname(file); ; above = dirname(above)) {
    const stats = statSync(above, { throwIfNoEntry: false });
    if (stats?.isDirectory()) return undefined;
    if (stats !== undefined) return { owner: above, path: '', found: 'a file', expected: 'a folder', repair };
  }
}

/** Errors of the operating system name temporary files and calls: a person reads the file that they asked for. */
function attempt<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    const found = `the error "${systemReason(error)}"`;
    const repair = 'Mend the cause, or name another place.';
    throw new FaultsError([{ owner: file, path: '', found, expected: 'a file that this user may write', repair }]);
  }
}
