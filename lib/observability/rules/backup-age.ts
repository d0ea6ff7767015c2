/** Hours that a backup may take and be late. */
const slackHours = 2;

/** The age in hours that the newest backup never reaches if every run of a cron schedule succeeds: a day, a week or a month and two hours. */
export function maxBackupAgeHours(schedule: string): number {
  const [, , dayOfMonth, month, dayOfWeek] = schedule.trim().split(/\s+/);
  if (month !== '*' && month !== undefined) return 366 * 24 + slackHours;
  if (dayOfMonth !== '*' && dayOfMonth !== undefined) return 31 * 24 + slackHours;
  if (dayOfWeek !== '*' && dayOfWeek !== undefined) return 7 * 24 + slackHours;
  return 24 + slackHours;
}
