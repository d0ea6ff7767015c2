import { invariants, type Judgement, judgeTree, type Note, rules } from '../../checks/index.ts';
import {
  type CheckReport,
  jsonReport,
  junitReport,
  sarifReport,
  textReport,
  usesColor,
} from '../../checks/report/index.ts';
import { loadRules } from '../../synth/own-rules.ts';
import { exitCode } from '../exit-code.ts';
import { outFolder, projectRoot, shown } from '../project.ts';
import { readFolder } from '../read-folder.ts';
import { sourcesIn } from '../sources.ts';
import type { Format } from './command.ts';

/**
 * Checks a folder and says what is wrong in it.
 * @returns the exit code: broken rules are another outcome than a folder that can't be judged
 */
export async function runCheck(named: string | undefined, format: Format): Promise<number> {
  const own = await loadRules(projectRoot);
  const dir = outFolder(named);
  const { tree, faults: unreadable, notes } = readFolder(dir, shown(dir));
  const judgement: Judgement =
    unreadable.length > 0
      ? { faults: unreadable, exceptions: [] }
      : judgeTree(tree, { invariants: [...invariants, ...own] });
  const report: CheckReport = {
    folder: shown(dir),
    objects: tree.size,
    rules: [...rules, ...own],
    notes,
    ...judgement,
  };
  process.stderr.write(notesText(notes));
  process.stdout.write(forms[format](report, dir));
  if (unreadable.length > 0 || judgement.faults.some(({ rule }) => ambiguous.has(rule))) return exitCode.usage;
  return judgement.faults.length > 0 ? exitCode.faults : exitCode.ok;
}

/** Rules of what must be read in one way alone: what the others say of a tree that breaks them is no verdict. */
const ambiguous: ReadonlySet<string> = new Set(['traffic/input', 'naming/unique']);

const forms: Readonly<Record<Format, (report: CheckReport, dir: string) => string>> = {
  text: (report, dir) =>
    textReport(report, { color: usesColor(process.stdout, process.env), readSource: sourcesIn(dir) }),
  json: jsonReport,
  junit: junitReport,
  sarif: (report, dir) => sarifReport(report, sourcesIn(dir)),
};

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
