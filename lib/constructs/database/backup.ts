import { Construct } from 'constructs';
import type { Environment } from '../../model/environment/environment-props.ts';
import type { Backup, ClusterDatabase } from '../../model/plan/plan.ts';
import { k8s } from '../k8s.ts';
import { metadata } from '../metadata.ts';
import { Account } from '../pod/account.ts';
import { container } from '../pod/container.ts';
import { podTemplate } from '../pod/pod-template.ts';
import { secretsToProvide } from '../pod/secrets-to-provide.ts';
import { TrafficPolicy } from '../policy/traffic-policy.ts';
import { backupVolume, waitContainer } from './postgres.ts';

/**
 * Dumps the database, keeps the newest dumps, and never leaves half a dump under a good name; those of earlier failures go.
 * $0 is how many to keep.
 */
const script = `set -eu
rm -f /backup/*.part
file="/backup/$PGDATABASE-$(date -u +%Y%m%dT%H%M%SZ).dump"
pg_dump --format=custom --file="$file.part"
mv "$file.part" "$file"
ls -1t /backup/*.dump | tail -n "+$(($0 + 1))" | xargs -r rm --
`;

/** A CronJob on the node of the database, since both mount volumes that one node holds at a time. */
export class BackupJob extends Construct {
  readonly cronJob: k8s.KubeCronJob;

  constructor(scope: Construct, id: string, backup: Backup, database: ClusterDatabase, environment: Environment) {
    super(scope, id);
    const { name, labels, wave, schedule, keep } = backup;
    new Account(this, 'account', backup);
    new TrafficPolicy(this, 'traffic', backup);
    this.cronJob = new k8s.KubeCronJob(this, 'cron-job', {
      metadata: metadata(name, labels, wave, secretsToProvide(backup, environment)),
      spec: {
        schedule,
        timeZone: 'Etc/UTC',
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 3600,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          spec: {
            backoffLimit: 2,
            activeDeadlineSeconds: 3600,
            template: podTemplate(backup, environment, {
              restartPolicy: 'Never',
              affinity: {
                podAffinity: {
                  requiredDuringSchedulingIgnoredDuringExecution: [
                    { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { ...database.selector } } },
                  ],
                },
              },
              initContainers: [waitContainer(backup, backup.wait)],
              containers: [
                container('backup', backup, {
                  command: ['sh', '-c', script, String(keep)],
                  volumeMounts: [{ name: backupVolume, mountPath: '/backup' }],
                }),
              ],
              volumes: [
                { name: backupVolume, persistentVolumeClaim: { claimName: `${backupVolume}-${database.name}-0` } },
              ],
            }),
          },
        },
      },
    });
  }
}
