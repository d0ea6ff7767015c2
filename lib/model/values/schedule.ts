const ranges: readonly (readonly [string, number, number])[] = [
  ['a minute', 0, 59],
  ['an hour', 0, 23],
  ['a day of month', 1, 31],
  ['a month', 1, 12],
  ['a day of week', 0, 6],
];

/** What is expected of a CronJob schedule (five numeric fields, UTC), or `undefined` if `text` is one. */
export function scheduleProblem(text: string): string | undefined {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 5) return 'five fields, minute hour day month weekday, such as "30 2 * * *"';
  const wrong = ranges.filter(([, low, high], index) => valuesOf(fields[index]!, low, high) === undefined);
  if (wrong.length > 0) return wrong.map(([name, low, high]) => `${name} from ${low} to ${high}`).join(', and ');
  const [days, months] = [valuesOf(fields[2]!, 1, 31)!, valuesOf(fields[3]!, 1, 12)!];
  // Where a weekday is given too, either of the two is enough.
  const comes = fields[4] !== '*' || months.some((month) => days.some((day) => day <= longest[month - 1]!));
  return comes ? undefined : 'a day that one of its months has';
}

/** Days of each month in its longest year. */
const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The numbers that a field means, or nothing if it isn't one. */
function valuesOf(field: string, low: number, high: number): readonly number[] | undefined {
  const values: number[] = [];
  for (const part of field.split(',')) {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (!match) return undefined;
    const from = match[1] === undefined ? low : Number(match[1]);
    const to =
      match[2] !== undefined ? Number(match[2]) : match[1] === undefined || match[3] !== undefined ? high : from;
    const step = Number(match[3] ?? 1);
    if (from < low || from > to || to > high || step < 1) return undefined;
    for (let value = from; value <= to; value += step) values.push(value);
  }
  return values;
}
