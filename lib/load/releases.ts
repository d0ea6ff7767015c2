import { readFile } from 'node:fs/promises';
import { load, YAMLException } from 'js-yaml';
import type { Fault } from '../model/fault.ts';
import type { Releases } from '../model/index.ts';

/** The releases of an environment as its file has them (their shape is checked by the model), or why it can't be read. */
export async function readReleases(
  file: string,
  environment: string,
): Promise<{ readonly releases: Releases } | { readonly faults: readonly Fault[] }> {
  const owner = `environments/releases/${environment}.yaml`;
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    const repair =
      'Create it with the line "{}", then add releases, or take the environment out of environments/index.ts.';
    return { faults: [{ owner, path: '', found: 'no file', expected: 'a file of releases', repair }] };
  }
  try {
    return { releases: (load(text) ?? {}) as Releases };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const line = error.mark ? `line ${error.mark.line + 1}` : '';
    return {
      faults: [
        { owner, path: line, found: `broken YAML (${error.reason})`, expected: 'YAML', repair: 'Mend the line.' },
      ],
    };
  }
}
