import { anyOf } from '../../promql.ts';
import { maxBackupAgeHours } from '../backup-age.ts';
import type { AlertProps } from '../rule.ts';
import type { AlertContext } from './context.ts';

/** Alerts about databases and their backups. */
export function databaseAlerts({ namespace, databases, backups }: AlertContext): readonly AlertProps[] {
  const names = databases.map(({ name }) => name);
  // the longest first: of two stacks that begin alike, the first that fits is meant
  const stacks = databases.map(({ stack }) => stack).sort((a, b) => b.length - a.length);
  const down: readonly AlertProps[] =
    databases.length === 0
      ? []
      : [
          {
            alert: 'DatabaseDown',
            expr: `label_replace(max by (namespace, statefulset) (kube_statefulset_status_replicas_ready{namespace="${namespace}", statefulset=~"${anyOf(names)}"}) < 1, "stack", "$1", "statefulset", "(${anyOf(stacks)})-.+")`,
            for: '2m',
            severity: 'critical',
            subject: 'environment',
            summary: 'The database {{ $labels.statefulset }} is down',
            description: 'It has had no ready pod for 2 minutes: its stack can neither read nor write.',
          },
        ];
  const ages = Map.groupBy(backups, ({ schedule }) => maxBackupAgeHours(schedule));
  const old = [...ages].map(([hours, jobs]): AlertProps => {
    const these = `namespace="${namespace}", cronjob=~"${anyOf(jobs.map(({ name }) => name))}"`;
    return {
      alert: 'BackupTooOld',
      expr: `max by (namespace, cronjob) (time() - (kube_cronjob_status_last_successful_time{${these}} or kube_cronjob_created{${these}})) > ${hours * 3600}`,
      severity: 'critical',
      subject: 'environment',
      summary: 'The last backup of {{ $labels.cronjob }} is {{ $value | humanizeDuration }} old',
      description: `By its schedule it should be younger than ${hours} hours, or there never was one.`,
    };
  });
  return [...down, ...old];
}
