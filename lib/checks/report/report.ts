import type { CheckFault } from '../check.ts';
import type { Exception } from '../exceptions/index.ts';
import type { Note } from '../read/index.ts';
import type { RuleText } from '../rule.ts';

/** What a check found, ready to be told in some form. */
export interface CheckReport {
  /** The folder that was checked, as the reader knows it; files of faults are relative to it. */
  readonly folder: string;
  /** Number of objects. */
  readonly objects: number;
  /** The rules that the objects were held to, those of reading and of exceptions included. */
  readonly rules: readonly RuleText[];
  /** Sorted by file. */
  readonly faults: readonly CheckFault[];
  /** What objects are excused from. */
  readonly exceptions: readonly Exception[];
  /** Files that were left out. */
  readonly notes: readonly Note[];
}

/** `1 fault`, `2 faults`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** A text with every line break and the space around it as one blank. */
export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
