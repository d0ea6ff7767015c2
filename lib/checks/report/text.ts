import { styleText } from 'node:util';
import type { CheckFault } from '../check.ts';
import type { Exception } from '../exceptions/index.ts';
import { readRule } from '../read/index.ts';
import type { Position } from './locate.ts';
import { placesIn, type ReadSource } from './place.ts';
import { type CheckReport, count, oneLine } from './report.ts';

/** How {@link textReport} looks. */
export interface TextOptions {
  /**
   * Whether to use colours. See {@link usesColor}.
   * @default false
   */
  readonly color?: boolean;
  /**
   * Gives the sources in which lines are looked up.
   * @default - faults are told by their fields alone
   */
  readonly readSource?: ReadSource;
}

/** True if a person looks at `stream` and has not asked for no colours (`NO_COLOR`, see no-color.org). */
export function usesColor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  return stream.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
}

type PlaceOf = ReturnType<typeof placesIn>;
type Paint = (format: Parameters<typeof styleText>[0], text: string) => string;

/** The report for a terminal: faults by file and object, each with its rule and its repair, and a last line that sums up. */
export function textReport(report: CheckReport, { color = false, readSource }: TextOptions = {}): string {
  const paint: Paint = (format, text) => (color ? styleText(format, text, { validateStream: false }) : text);
  const placeOf = placesIn(readSource ?? (() => undefined));
  const files = [...Map.groupBy(report.faults, (fault) => fault.file)];
  const blocks = files.map(([file, faults]) => `${paint('bold', file)}\n${byObject(faults, paint, placeOf)}`);
  const excused = report.exceptions.map((exception) => exceptionLine(exception, paint)).join('');
  return [...blocks, excused, summary(report, files.length, paint)].filter((block) => block !== '').join('\n');
}

function byObject(faults: readonly CheckFault[], paint: Paint, placeOf: PlaceOf): string {
  return [...Map.groupBy(faults, (fault) => fault.object)]
    .map(([object, own]) => {
      const head = object === '' ? '' : `  ${paint('cyan', object)}\n`;
      return head + own.map((fault) => faultLines(fault, paint, placeOf(fault))).join('');
    })
    .join('');
}

function faultLines(fault: CheckFault, paint: Paint, place: Position | undefined): string {
  const line = place === undefined || fault.rule === readRule ? [] : [`line ${place.line}`];
  const where = [...line, ...(fault.path === '' ? [] : [fault.path])].join(', ');
  const lines = [
    `    ${where === '' ? '' : `${where}: `}found ${paint('red', oneLine(fault.found))}, expected ${oneLine(fault.expected)}`,
    `      ${oneLine(fault.repair)} ${paint('dim', `(${fault.rule})`)}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** An exception is told every time: it is a debt with a day. */
function exceptionLine({ rule, reason, until, object, file, faults }: Exception, paint: Paint): string {
  const what = `${object} in ${file} is excused from ${rule} until ${until}`;
  return `${paint('yellow', what)} (${count(faults.length, 'fault')}): ${oneLine(reason)}\n`;
}

function summary({ folder, objects, rules: asked, faults }: CheckReport, files: number, paint: Paint): string {
  const what = `${count(objects, 'object')} in ${folder}`;
  if (faults.length === 0) return `${what}: ${paint('green', `all ${count(asked.length, 'rule')} hold`)}.\n`;
  const rules = new Set(faults.map((fault) => fault.rule)).size;
  return `${what}: ${paint('red', count(faults.length, 'fault'))} of ${count(rules, 'rule')} in ${count(files, 'file')}.\n`;
}
