import type { Fault } from '../fault.ts';
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

/** Reports every managed database whose port an earlier one has by chance. */
export function reportDatabasePorts(contexts: readonly StackContext[]): void {
  const taken = new Map<number, string>();
  for (const context of contexts) {
    for (const name of Object.keys(context.stack.databases ?? {})) {
      const { port } = databasePort(context, name);
      if (port === postgresPort.port) continue;
      const twin = taken.get(port);
      if (twin === undefined) taken.set(port, `${stackId(context.stack)}/${name}`);
      else context.report(clash(context, name, port, twin));
    }
  }
}

function clash(context: StackContext, name: string, port: number, twin: string): Fault {
  return {
    owner: owner(context, name),
    path: '',
    found: `the port ${port}, which follows from its name and is that of ${twin} by chance`,
    expected: 'a port for each managed database, so that no other stack reaches it',
    repair: 'Rename the newer of the two, which holds no data yet.',
  };
}
