import { contentHash } from '../values/hash.ts';
import { ownPorts, type Port } from '../values/port.ts';
import { owner, type StackContext } from './context.ts';
import { isManaged } from './managed.ts';
import { stackId } from './names.ts';
import { postgresPort } from './targets.ts';

/**
 * Port of a database. Managed ones share their subnets, which is all that a NetworkPolicy knows of them: a port each is what keeps the
 * pods of one stack from the database of another one. It follows from the names alone, so that it stays when databases come and go.
 */
export function databasePort(context: Pick<StackContext, 'environment' | 'stack'>, name: string): Port {
  const { environment, stack } = context;
  if (!isManaged(context, name) || !environment.cluster.capabilities.managedDatabase?.ownPorts) return postgresPort;
  const { first, last } = ownPorts;
  const number = Number.parseInt(contentHash(`${environment.name}/${stackId(stack)}/${name}`), 16);
  return { port: first + (number % (last - first + 1)), protocol: 'TCP' };
}

/** Reports a database whose port an earlier one has by chance. */
export function reportPort(context: StackContext, name: string): void {
  const { environment, stack, running, report } = context;
  const { port } = databasePort(context, name);
  if (port === postgresPort.port) return;
  const all = running.flatMap((other) =>
    Object.keys(other.databases ?? {}).map((own) => ({ stack: other, name: own })),
  );
  const own = all.findIndex((one) => one.stack === stack && one.name === name);
  const twin = all.slice(0, own).find((one) => databasePort({ environment, stack: one.stack }, one.name).port === port);
  if (!twin) return;
  report({
    owner: owner(context, name),
    path: '',
    found: `the port ${port}, which follows from its name and is that of ${stackId(twin.stack)}/${twin.name} by chance`,
    expected: 'a port for each managed database, so that no other stack reaches it',
    repair: 'Rename the database.',
  });
}
