import { Construct } from 'constructs';
import type { Environment } from '../../model/environment/environment-props.ts';
import type { Migration } from '../../model/plan/plan.ts';
import { contentHash } from '../../model/values/hash.ts';
import { k8s } from '../k8s.ts';
import { metadata } from '../metadata.ts';
import { Account } from '../pod/account.ts';
import { container } from '../pod/container.ts';
import { podTemplate } from '../pod/pod-template.ts';
import { secretsToProvide } from '../pod/secrets-to-provide.ts';
import { TrafficPolicy } from '../policy/traffic-policy.ts';
import { waitContainer } from './postgres.ts';

const attempts = 3;

/**
 * A plain Job in the wave before the applications. Its name carries the release and a hash of its content, since a Job
 * can't be changed: it runs once a release, and a failing one stops the sync while the old pods serve the old schema.
 */
export class MigrationJob extends Construct {
  readonly job: k8s.KubeJob;

  constructor(scope: Construct, id: string, migration: Migration, environment: Environment) {
    super(scope, id);
    new Account(this, 'account', migration);
    new TrafficPolicy(this, 'traffic', migration);
    const spec: k8s.JobSpec = {
      backoffLimit: attempts - 1,
      activeDeadlineSeconds: migration.timeoutSeconds,
      template: podTemplate(migration, environment, {
        restartPolicy: 'Never',
        initContainers: [waitContainer(migration, migration.wait)],
        containers: [container('migrate', migration, { command: [...migration.command] })],
      }),
    };
    const { name, labels, version, wave } = migration;
    const release = `${slug(version)}-${contentHash(JSON.stringify(k8s.toJson_JobSpec(spec)))}`;
    this.job = new k8s.KubeJob(this, 'job', {
      metadata: metadata(
        `${name.slice(0, 63 - release.length - 1)}-${release}`,
        labels,
        wave,
        secretsToProvide(migration, environment),
      ),
      spec,
    });
  }
}

/** Twelve characters of a tag that may stand in a name: enough to recognise a commit. */
function slug(tag: string): string {
  return tag
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 12)
    .replaceAll(/^-|-$/g, '');
}
