import type { Tree } from '../../render/tree.ts';
import type { CheckFault } from '../check.ts';
import { field, show } from '../json.ts';
import { faultOf, type RuleText } from '../rule.ts';
import { fileOf } from '../tree/index.ts';
import { type Exception, type ExceptionLine, exceptionLines, exceptionsAnnotation } from './exception.ts';

export { type Exception, exceptionsAnnotation } from './exception.ts';

const reference = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/';

const valid: RuleText = {
  id: 'exceptions/valid',
  title: 'Every exception names a rule, its last day and its reason.',
  why: 'An exception without an end is forgotten, and one of a misspelt rule excuses nothing.',
  repair: `Write each line of ${exceptionsAnnotation} as "<rule> until <year-month-day>: <reason>".`,
  reference,
};

const current: RuleText = {
  id: 'exceptions/current',
  title: 'No exception is past its last day.',
  why: 'The reason was good until that day; whether it still is, someone has to say.',
  repair: 'Mend what it excuses, or give it a new day and the reason for it.',
  reference,
};

const needed: RuleText = {
  id: 'exceptions/needed',
  title: 'Every exception excuses something.',
  why: 'One that is left over would silently excuse the next mistake.',
  repair: 'Remove the line.',
  reference,
};

/** What rules of exceptions say of themselves. Their verdict needs the faults of all other rules: {@link applyExceptions}. */
export const exceptionRules: readonly RuleText[] = [valid, current, needed];

/** Groups whose faults no exception excuses: without them there is nothing that could be judged. */
const inexcusable = /^(read|schema|traffic|exceptions)\//;

/** Faults that are left, and the exceptions that took the others away. */
export interface Excused {
  readonly faults: readonly CheckFault[];
  /** Those that hold today, in the order of the tree. */
  readonly exceptions: readonly Exception[];
}

/** By what exceptions are judged. */
export interface ExceptionContext {
  /** The ids of all rules that there are. */
  readonly known: ReadonlySet<string>;
  /** The ids of those that the tree was held to: an exception of another one is not judged. */
  readonly asked: ReadonlySet<string>;
  /** The day in UTC, `2026-11-21`. */
  readonly today: string;
}

/** Takes away the faults that objects are excused from, and adds those of the exceptions themselves. */
export function applyExceptions(tree: Tree, faults: readonly CheckFault[], context: ExceptionContext): Excused {
  const lines = exceptionLines(tree);
  if (lines.length === 0) return { faults, exceptions: [] };
  const own = Map.groupBy(faults, (fault) => keyOf(fault.file, fault.object, fault.rule));
  const problems = lines.map((line) => problemOf(line, context));
  const exceptions = lines
    .filter((line, index) => problems[index] === undefined && context.asked.has(line.words!.rule))
    .map((line) => ({ line, exception: exceptionOf(line, own) }));
  const excused = new Set(exceptions.flatMap(({ exception }) => exception.faults));
  const unused = exceptions.filter(({ exception }) => exception.faults.length === 0).map(({ line }) => unneeded(line));
  const left = faults.filter((fault) => !excused.has(fault));
  return {
    faults: [...left, ...problems.filter((problem) => problem !== undefined), ...unused],
    exceptions: exceptions.map(({ exception }) => exception),
  };
}

function exceptionOf({ entry, words }: ExceptionLine, own: ReadonlyMap<string, readonly CheckFault[]>): Exception {
  const file = fileOf(entry.path);
  const faults = own.get(keyOf(file, entry.id, words!.rule)) ?? [];
  return { ...words!, file, object: entry.id, faults };
}

function problemOf({ entry, line, words }: ExceptionLine, { known, today }: ExceptionContext): CheckFault | undefined {
  const path = field('metadata.annotations', exceptionsAnnotation);
  if (words === undefined) return faultOf(valid, entry, { path, found: show(line), expected: 'rule, day and reason' });
  const { rule, until } = words;
  if (inexcusable.test(rule) || !known.has(rule)) {
    const expected = known.has(rule) ? 'a rule that an object may be excused from' : 'the id of a rule';
    return faultOf(valid, entry, { path, found: rule, expected });
  }
  if (until >= today) return undefined;
  return faultOf(current, entry, { path, found: `${rule} until ${until}`, expected: 'a day to come' });
}

function unneeded({ entry, words }: ExceptionLine): CheckFault {
  const path = field('metadata.annotations', exceptionsAnnotation);
  return faultOf(needed, entry, {
    path,
    found: `${words!.rule}, which the object keeps`,
    expected: 'a rule that it breaks',
  });
}

function keyOf(file: string, object: string, rule: string): string {
  return [file, object, rule].join('\n');
}
