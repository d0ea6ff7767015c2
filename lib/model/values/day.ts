/** What is expected of a day of the calendar (in UTC), or `undefined` if `text` is one: not the 30th of February. */
export function dayProblem(text: string): string | undefined {
  return isDay(text) ? undefined : 'a day such as "2027-03-01"';
}

/** True for a day of the calendar, written `2027-03-01`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
