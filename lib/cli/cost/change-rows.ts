import type { BillChange } from '../../cost/index.ts';
import { difference, usd } from './money.ts';

/** The columns of {@link changeRows}. */
export const changeHead = ['part', 'what', 'before', 'after', 'difference'];

/** A row for each line of a bill that differs. */
export function changeRows(lines: BillChange['lines']): string[][] {
  return lines.map(({ part, what, before, after }) => [
    part,
    what,
    usd(before),
    usd(after),
    difference(after - before),
  ]);
}
