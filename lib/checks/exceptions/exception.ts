import { isDay } from '../../model/values/day.ts';
import type { Tree } from '../../render/tree.ts';
import type { CheckFault } from '../check.ts';
import { at, text } from '../json.ts';
import { type Entry, treeIndex } from '../tree/index.ts';

/**
 * The annotation by which an object is excused from rules, one a line: `pod/host-path until 2027-03-01: reads the node's logs`.
 * It excuses the faults of that object alone, until the end of that day in UTC.
 */
export const exceptionsAnnotation = 'unifyops.dev/exceptions';

/** One line of {@link exceptionsAnnotation}. */
export interface Exception {
  /** The rule that the object is excused from. */
  readonly rule: string;
  readonly reason: string;
  /** The last day on which it holds, `2027-03-01`. */
  readonly until: string;
  /** File relative to the checked folder. */
  readonly file: string;
  /** `Kind namespace/name`. */
  readonly object: string;
  /** What it excuses. */
  readonly faults: readonly CheckFault[];
}

/** A line of the annotation, read. `words` is undefined for a line that is no exception. */
export interface ExceptionLine {
  readonly entry: Entry;
  readonly line: string;
  readonly words: { readonly rule: string; readonly until: string; readonly reason: string } | undefined;
}

const form = /^(?<rule>[a-z]+\/[a-z-]+) until (?<until>\d{4}-\d{2}-\d{2}): (?<reason>\S.*)$/;

/** Every line of every exceptions annotation, in the order of the tree. */
export function exceptionLines(tree: Tree): readonly ExceptionLine[] {
  return treeIndex(tree).environments.flatMap((environment) =>
    environment.entries.flatMap((entry) => {
      const written = text(at(entry.object.metadata.annotations, exceptionsAnnotation));
      return lines(written).map((line) => ({ entry, line, words: wordsOf(line) }));
    }),
  );
}

function lines(written: string): readonly string[] {
  return written
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function wordsOf(line: string): ExceptionLine['words'] {
  const words = form.exec(line)?.groups as ExceptionLine['words'];
  return words !== undefined && isDay(words.until) ? words : undefined;
}
