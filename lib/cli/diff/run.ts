import {
  type Difference,
  difference,
  differenceJson,
  differenceMarkdown,
  differenceText,
  type Names,
  readSides,
} from '../../checks/change/index.ts';
import { type Fault, FaultsError } from '../../model/fault.ts';
import { exitCode } from '../exit-code.ts';
import { faultText } from '../fault-text.ts';
import type { DiffOptions, Format } from './command.ts';

const forms: Readonly<Record<Format, (difference: Difference, names: Names) => string>> = {
  text: differenceText,
  json: differenceJson,
  markdown: differenceMarkdown,
};

/**
 * Compares two sides and says what the change does.
 * @returns the exit code
 */
export function runDiff(names: Names, { repo, format, failOn }: DiffOptions): number {
  const found = compare(names, repo);
  if ('faults' in found) {
    if (format === 'json') process.stdout.write(`${JSON.stringify({ ...names, faults: found.faults }, null, 2)}\n`);
    else process.stderr.write(faultText(found.faults));
    return exitCode.usage;
  }
  process.stdout.write(forms[format](found, names));
  return failOn === 'risk' && found.risks.length > 0 ? exitCode.faults : exitCode.ok;
}

/** The difference, or what keeps either side from being judged. */
function compare({ old, new: next }: Names, repo: string): Difference | { readonly faults: readonly Fault[] } {
  const sides = readSides(old, next, repo);
  if ('faults' in sides) return sides;
  try {
    return difference(sides.old.tree, sides.new.tree);
  } catch (error) {
    if (error instanceof FaultsError) return { faults: error.faults };
    throw error;
  }
}
