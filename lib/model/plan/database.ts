import type { BackupProps, DatabaseProps, MigrationProps, Stack } from '../stack/stack-props.ts';
import { own } from '../values/own.ts';
import { owner, type StackContext, unknownName } from './context.ts';
import { databasePort } from './database-port.ts';
import { type Edge, rulesOf } from './edge.ts';
import { backupName, hasBackup, migrationName } from './edges.ts';
import { imageOf } from './image.ts';
import { isManaged } from './managed.ts';
import { objectName, stackId } from './names.ts';
import type { Backup, ClusterDatabase, Database, DatabaseWait, Migration, Pods } from './plan.ts';
import { resourcesOf, sizeFor } from './sizing.ts';
import { databaseName, databaseVariables } from './variables.ts';
import { wave } from './waves.ts';
import { identity } from './workload.ts';

/** User of the official PostgreSQL image (Debian flavour). */
const postgresUser = 999;
const defaultVersion = '17';

/** A database with its jobs, everything decided. */
export function planDatabase(context: StackContext, name: string, edges: readonly Edge[]): Database {
  const props: DatabaseProps = context.stack.databases?.[name] ?? {};
  const base = identity(context, name, 'database');
  if (isUnused(context.stack, name, props)) reportUnused(context, name);
  const image = postgresImage(context, name, props.version ?? defaultVersion);
  const wait: DatabaseWait = { image, host: base.name };
  const migration = props.migration && planMigration(context, name, props.migration, edges, wait);
  const managed = context.environment.cluster.capabilities.managedDatabase;
  const sizeGi = props.sizeGi ?? 10;
  if (isManaged(context, name) && managed) {
    return {
      kind: 'managed',
      id: base.id,
      name: base.name,
      labels: base.labels,
      migration,
      host: `${base.name}.${managed.zone}`,
      port: databasePort(context, name).port,
      version: props.version ?? defaultVersion,
      sizeGi,
      size: sizeFor(context.environment, props.resources ?? 'medium'),
      database: databaseName(context),
    };
  }
  const pods = postgresPods(context, name, 'database', image, edges);
  const resources = resourcesOf(context, name, 'resources', props.resources ?? 'medium');
  const cluster: ClusterDatabase = {
    ...pods,
    kind: 'cluster',
    wave: wave.database,
    resources,
    env: serverVariables(context, name),
    sizeGi,
    storageClass: context.environment.cluster.capabilities.storageClass,
    migration,
    backup: undefined,
  };
  if (!hasBackup(context, name)) return cluster;
  return { ...cluster, backup: planBackup(context, name, props.backup || {}, sizeGi, edges, wait) };
}

/** By what the stack says, so that a stack that one cluster takes is taken by all. */
function isUnused(stack: Stack, name: string, { migration, backup }: DatabaseProps): boolean {
  const names = [name, `${stackId(stack)}/${name}`];
  return !migration && backup === false && !stack.edges?.some(({ to }) => names.includes(to));
}

function reportUnused(context: StackContext, name: string): void {
  context.report({
    owner: owner(context, name),
    path: '',
    found: 'a database that nothing reaches',
    expected: 'an edge to it, a migration or a backup',
    repair: 'Add an edge from the workload that uses it, or remove the database.',
  });
}

function planMigration(
  context: StackContext,
  database: string,
  props: MigrationProps,
  edges: readonly Edge[],
  wait: DatabaseWait,
): Migration | undefined {
  const workload = own(context.stack.workloads, props.workload);
  if (!workload) {
    const at = { owner: owner(context, database), path: 'migration.workload' };
    context.report(unknownName(at, 'workload', props.workload, Object.keys(context.stack.workloads)));
    return undefined;
  }
  const base = identity(context, migrationName(database), 'database');
  return {
    ...base,
    ...imageOf(context, props.workload),
    ...rulesOf(base.id, edges),
    wave: wave.migration,
    user: workload.user ?? 10_001,
    resources: resourcesOf(context, props.workload, 'resources', workload.resources ?? 'small'),
    env: databaseVariables(context, database),
    scratch: workload.scratch ?? ['/tmp'],
    command: props.command,
    timeoutSeconds: props.timeoutSeconds ?? 600,
    wait,
  };
}

function planBackup(
  context: StackContext,
  database: string,
  props: BackupProps,
  sizeGi: number,
  edges: readonly Edge[],
  wait: DatabaseWait,
): Backup {
  const pods = postgresPods(context, backupName(database), 'database', wait.image, edges);
  const resources = resourcesOf(context, database, 'backup', 'small');
  const { schedule = '30 2 * * *', keep = 7 } = props;
  return {
    ...pods,
    wave: wave.application,
    resources,
    env: databaseVariables(context, database),
    schedule,
    keep,
    sizeGi,
    wait,
  };
}

function postgresPods(
  context: StackContext,
  part: string,
  tier: string,
  image: string,
  edges: readonly Edge[],
): Omit<Pods, 'wave' | 'resources' | 'env'> {
  const base = identity(context, part, tier);
  return { ...base, ...rulesOf(base.id, edges), image, user: postgresUser, scratch: ['/tmp', '/var/run/postgresql'] };
}

function serverVariables(context: StackContext, name: string): Pods['env'] {
  const secret = objectName(context.stack, name);
  return [
    { name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' },
    { name: 'POSTGRES_DB', value: databaseName(context) },
    { name: 'POSTGRES_PASSWORD', secret, key: 'password' },
    { name: 'POSTGRES_USER', secret, key: 'username' },
  ];
}

function postgresImage(context: StackContext, name: string, version: string): string {
  const image = own(context.images.postgres, version);
  if (image) return image;
  const known = Object.keys(context.images.postgres);
  context.report({
    owner: owner(context, name),
    path: 'version',
    found: `"${version}"`,
    expected: `one of ${known.map((one) => `"${one}"`).join(', ')}`,
    repair: 'Choose one of them, or add the image to versions.json.',
  });
  return '';
}
