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
  for (const [index, [name, low, high]] of ranges.entries()) {
    if (!(fields[index] ?? '').split(',').every((part) => fieldFits(part, low, high)))
      return `${name} from ${low} to ${high}`;
  }
  return undefined;
}

function fieldFits(part: string, low: number, high: number): boolean {
  const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
  if (!match) return false;
  const from = match[1] === undefined ? low : Number(match[1]);
  const to = match[2] === undefined ? from : Number(match[2]);
  return from >= low && from <= to && to <= high && (match[3] === undefined || Number(match[3]) > 0);
}
