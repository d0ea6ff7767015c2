import type { CheckFault } from '../check.ts';
import type { Exception } from '../exceptions/index.ts';
import type { Note } from '../read/index.ts';
import type { CheckReport } from './report.ts';

/** What {@link jsonReport} prints. Fields are added, never renamed or removed. */
export interface JsonReport {
  readonly folder: string;
  readonly objects: number;
  /** How many rules the objects were held to. */
  readonly rules: number;
  /** How many faults each broken rule has, sorted by rule. */
  readonly faultsByRule: Readonly<Record<string, number>>;
  /** Sorted by file. */
  readonly faults: readonly CheckFault[];
  /** What objects are excused from, with what it excuses. */
  readonly exceptions: readonly Exception[];
  readonly notes: readonly Note[];
}

/** The report for programs: one JSON object, indented, with a newline at its end. */
export function jsonReport({ folder, objects, rules, faults, exceptions, notes }: CheckReport): string {
  const counts = [...Map.groupBy(faults, (fault) => fault.rule)].map(([rule, own]) => [rule, own.length] as const);
  const report: JsonReport = {
    folder,
    objects,
    rules: rules.length,
    faultsByRule: Object.fromEntries(counts.sort(([a], [b]) => (a < b ? -1 : 1))),
    faults,
    exceptions,
    notes,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
