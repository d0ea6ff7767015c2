import { statSync } from 'node:fs';
import { checkTree, invariants, type Note, type ReadResult, readTree } from '../../checks/index.ts';
import { readRule } from '../../checks/read/index.ts';
import { exitCode } from '../exit-code.ts';
import { count, faultText } from '../fault-text.ts';
import { outFolder, shown } from '../project.ts';
import type { Format } from './command.ts';

/**
 * Checks a folder and says what is wrong in it.
 * @returns the exit code: broken rules are another outcome than a folder that can't be judged
 */
export function runCheck(named: string | undefined, format: Format): number {
  const dir = outFolder(named);
  const isFolder = statSync(dir, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const { tree, faults: unreadable, notes } = isFolder ? readTree(dir) : noFolder(shown(dir));
  const faults = unreadable.length > 0 ? unreadable : checkTree(tree);
  if (format === 'json') {
    const answer = { folder: shown(dir), objects: tree.size, rules: invariants.length, faults, notes };
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  } else {
    process.stderr.write(notesText(notes));
    const good = `${count(tree.size, 'object')} in ${shown(dir)}, all ${invariants.length} rules hold.\n`;
    process.stdout.write(faults.length > 0 ? faultText(faults) : good);
  }
  if (unreadable.length > 0) return exitCode.usage;
  return faults.length > 0 ? exitCode.faults : exitCode.ok;
}

function noFolder(dir: string): ReadResult {
  const fault = {
    rule: readRule,
    owner: dir,
    file: dir,
    object: '',
    path: '',
    found: 'no folder',
    expected: 'a folder of manifests',
    repair: 'Run npx unifyops synth first, or name another folder.',
  };
  return { tree: new Map(), faults: [fault], notes: [] };
}

const namedFiles = 3;

/** Files that were left out, by reason: a folder of someone else's may have hundreds. */
function notesText(notes: readonly Note[]): string {
  const byReason = Map.groupBy(notes, ({ reason }) => reason);
  return [...byReason]
    .map(([reason, files]) => {
      const named = files.slice(0, namedFiles).map(({ file }) => file);
      const more = files.length > namedFiles ? ` and ${files.length - namedFiles} more` : '';
      return `left out, ${reason}: ${named.join(', ')}${more}\n`;
    })
    .join('');
}
