import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FaultsError } from '../../model/fault.ts';
import { errorCode, errorMessage, ignoring } from './errors.ts';

/**
 * Writes one file that a person named, folders included: it appears with its whole text, or stays as it was.
 * @throws FaultsError if it can't be written
 */
export function replaceFile(file: string, text: string): void {
  const temporary = join(dirname(file), `.${randomUUID()}.tmp`);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch (error) {
    ignoring(['ENOENT', 'ENOTDIR'], () => unlinkSync(temporary));
    if (errorCode(error) === undefined) throw error;
    const found = `the error "${errorMessage(error)}"`;
    const repair = 'Mend the cause, or name another file. What stood there is as it was.';
    throw new FaultsError([{ owner: file, path: '', found, expected: 'a file that this user may write', repair }]);
  }
}
