import { renameSync, writeFileSync } from 'node:fs';
import { type Fault, FaultsError } from '../../model/fault.ts';
import { readIfThere } from './files.ts';
import { isSafePath } from './paths.ts';
import type { Staging } from './staging.ts';

/** One line of the journal: what a run that dies among its renames leaves for the next one to do. */
export interface Step {
  /** `put`: what is staged goes to its path, what stands there goes away. `remove`: what stands there goes away. */
  readonly action: 'put' | 'remove';
  readonly path: string;
}

const LINE = /^(put|remove) (.+)$/;

/** Writes the journal so that it is there whole or not at all. */
export function writeJournal({ journal }: Staging, steps: readonly Step[]): void {
  const draft = `${journal}.draft`;
  writeFileSync(draft, steps.map(({ action, path }) => `${action} ${path}\n`).join(''));
  renameSync(draft, journal);
}

/**
 * The steps of a run that died, undefined if there is no journal.
 * @throws FaultsError if the file is no journal of ours, as in a repository that wants files moved elsewhere
 */
export function readJournal({ journal }: Staging): readonly Step[] | undefined {
  const text = readIfThere(journal);
  return text
    ?.split('\n')
    .slice(0, -1)
    .map((line) => stepOf(line, journal));
}

function stepOf(line: string, journal: string): Step {
  const [, action, path = ''] = LINE.exec(line) ?? [];
  if ((action !== 'put' && action !== 'remove') || !isSafePath(path)) throw new FaultsError([badLine(line, journal)]);
  return { action, path };
}

function badLine(line: string, journal: string): Fault {
  return {
    owner: journal,
    path: '',
    found: `the line "${line}"`,
    expected: '"put" or "remove" and a path in the output folder',
    repair: 'unifyops did not write it: delete the file, then run synth again.',
  };
}
