import { randomUUID } from 'node:crypto';
import { link, mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A file that is to be made, and one whose text is to be replaced. */
export interface Change {
  /** Absolute. */
  readonly file: string;
  readonly text: string;
}

/**
 * Makes one file and replaces another: both, or neither if it throws. Each appears with its whole text or not at all.
 * @throws Error of the file system, with code EEXIST if the new file is there already
 */
export async function makeAndReplace(made: Change, replaced: Change): Promise<void> {
  const newFolder = await mkdir(dirname(made.file), { recursive: true });
  try {
    await staged(made, (temporary) => link(temporary, made.file)); // a link never replaces a file, as a rename would
    try {
      await staged(replaced, (temporary) => rename(temporary, replaced.file));
    } catch (error) {
      await rm(made.file);
      throw error;
    }
  } catch (error) {
    if (newFolder !== undefined) await rmdir(dirname(made.file));
    throw error;
  }
}

async function staged({ file, text }: Change, move: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = join(dirname(file), `.${randomUUID()}.tmp`);
  try {
    await writeFile(temporary, text);
    await move(temporary);
  } finally {
    await rm(temporary, { force: true });
  }
}
