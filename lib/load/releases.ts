import { readFile } from 'node:fs/promises';
import { load, YAMLException } from 'js-yaml';
import { textOf } from '../checks/read/bytes.ts';
import type { Fault } from '../model/fault.ts';
import type { Releases } from '../model/index.ts';

type Result = { readonly releases: Releases } | { readonly faults: readonly Fault[] };

/** The releases of an environment as its file has them (their shape is checked by the model), or why it can't be read. */
export async function readReleases(file: string, environment: string): Promise<Result> {
  const owner = `environments/releases/${environment}.yaml`;
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    return { faults: [{ owner, path: '', ...unreadable((error as NodeJS.ErrnoException).code) }] };
  }
  const decoded = textOf(bytes);
  if ('text' in decoded) return parse(owner, decoded.text);
  const words = { found: 'bytes that are no text', expected: 'UTF-8', repair: 'Save the file as UTF-8.' };
  return { faults: [{ owner, path: `line ${decoded.line}`, ...words }] };
}

type Words = Pick<Fault, 'found' | 'expected' | 'repair'>;

/** Only of a file that isn't there may anyone be told to make an empty one: it would replace the releases. */
function unreadable(code: string | undefined): Words {
  if (code !== 'ENOENT')
    return { found: `what can't be read (${code})`, expected: 'a file of releases', repair: 'Make it readable.' };
  const repair =
    'Create it with the line "{}", then add releases, or take the environment out of environments/index.ts.';
  return { found: 'no file', expected: 'a file of releases', repair };
}

function parse(owner: string, text: string): Result {
  try {
    // An alias can hold itself, or stand for a billion values: what people release is written out.
    return { releases: (load(text, { maxAliases: 0 }) ?? {}) as Releases };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const path = error.mark ? `line ${error.mark.line + 1}` : '';
    return { faults: [{ owner, path, ...broken(error.reason) }] };
  }
}

function broken(reason: string): Words {
  if (!reason.includes('maxAliases'))
    return { found: `broken YAML (${reason})`, expected: 'YAML', repair: 'Mend the line.' };
  return { found: 'an alias', expected: 'releases that are written out', repair: 'Write the release in its place.' };
}
