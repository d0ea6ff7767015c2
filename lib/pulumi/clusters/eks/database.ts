import { randomBytes } from 'node:crypto';
import type { Key } from '@pulumi/aws/kms/key.js';
import { Instance } from '@pulumi/aws/rds/instance.js';
import { ParameterGroup } from '@pulumi/aws/rds/parameterGroup.js';
import type { SubnetGroup } from '@pulumi/aws/rds/subnetGroup.js';
import { Record as DnsRecord } from '@pulumi/aws/route53/record.js';
import type { Zone } from '@pulumi/aws/route53/zone.js';
import type { Resource } from '@pulumi/pulumi';
import type { ManagedInstance } from '../../../model/aws/infrastructure.ts';
import { AwsComponent, type AwsContext, named } from './component.ts';
import type { SecurityGroups } from './security-groups.ts';
import { StoredSecret } from './stored-secret.ts';

/** What a database is made of. */
export interface DatabaseParts {
  readonly groups: SecurityGroups;
  readonly subnets: SubnetGroup;
  /** Private zone that its name is in. */
  readonly zone: Zone;
  readonly key: Key;
}

/**
 * PostgreSQL for one stack. Its password is made once, kept in Secrets Manager and read by External Secrets under the name that the
 * stack's manifests say; its address is a name of ours, which outlives the instance.
 */
export class Database extends AwsComponent {
  readonly instance: Instance;

  constructor(context: AwsContext, plan: ManagedInstance, parts: DatabaseParts, parent: Resource) {
    super('Database', plan.name, context, { parent });
    const { settings } = context.infrastructure;
    const { groups, subnets, zone, key } = parts;
    const { name, tags } = plan;
    const group = groups.group(name, `PostgreSQL of ${plan.stack}: nodes alone`, tags);
    groups.admit(name, group, groups.nodes.id, plan.port);
    const family = `postgres${plan.version}`;
    const parameters = new ParameterGroup(
      name,
      { family, parameters: [{ name: 'rds.force_ssl', value: '1' }], tags },
      this.child,
    );
    const stored = new StoredSecret(
      context,
      { name: plan.secret, tags, make: () => JSON.stringify({ username: userOf(plan), password: newPassword() }) },
      this,
    );
    this.instance = new Instance(
      name,
      {
        identifier: name,
        engine: 'postgres',
        engineVersion: plan.version,
        autoMinorVersionUpgrade: true,
        allowMajorVersionUpgrade: true, // a stack that names another major version means it
        instanceClass: plan.instanceClass,
        dbName: plan.database,
        username: userOf(plan),
        password: stored.value.apply(passwordOf),
        port: plan.port,
        storageType: 'gp3',
        allocatedStorage: plan.sizeGi,
        maxAllocatedStorage: plan.maxSizeGi,
        storageEncrypted: true,
        kmsKeyId: key.arn,
        dbSubnetGroupName: subnets.name,
        vpcSecurityGroupIds: [group.id],
        publiclyAccessible: false,
        parameterGroupName: parameters.name,
        multiAz: plan.multiAz,
        backupRetentionPeriod: settings.databases.backupDays,
        copyTagsToSnapshot: true,
        deleteAutomatedBackups: settings.disposable,
        deletionProtection: !settings.disposable,
        skipFinalSnapshot: settings.disposable,
        ...(settings.disposable ? {} : { finalSnapshotIdentifier: `${name}-final` }),
        enabledCloudwatchLogsExports: ['postgresql'],
        tags: named(tags, name),
      },
      { parent: this, protect: context.protect },
    );
    const record = { zoneId: zone.id, name: plan.host, type: 'CNAME', ttl: 60, records: [this.instance.address] };
    new DnsRecord(name, record, this.child);
    this.registerOutputs({ address: this.instance.address });
  }
}

/** Never a word that PostgreSQL keeps to itself, such as `user`. */
function userOf({ database }: ManagedInstance): string {
  return `${database}_app`;
}

/** 32 characters that need no quoting anywhere; RDS refuses `/`, `"`, `@` and spaces. */
function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

function passwordOf(stored: string): string {
  return stored === '' ? '' : (JSON.parse(stored) as { password: string }).password;
}
