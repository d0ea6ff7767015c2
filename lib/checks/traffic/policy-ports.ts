import type { Field } from './field.ts';
import { lastPort, type Protocol } from './ports.ts';
import { isPort, protocolAt } from './workloads.ts';

/** Ports that a rule names: numbers `first` to `last`, or a name that each destination pod resolves for itself. */
export type PolicyPort =
  | { readonly protocol: Protocol; readonly first: number; readonly last: number }
  | { readonly protocol: Protocol; readonly name: string };

const portName = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;

/** The entries of a rule's `ports`; what can't be one is a fault. Equal lists are one object. */
export function policyPortsOf(fields: readonly Field[]): readonly PolicyPort[] {
  const { portLists, faults } = fields[0]!.origin.gathered;
  const key = fields.map(writtenKey).join();
  const known = portLists.get(key);
  if (known !== undefined) return known;
  const before = faults.length;
  const ports = fields.flatMap(policyPortOf);
  // A list with a fault in it is read again wherever it stands, so that none goes unsaid.
  if (faults.length === before) portLists.set(key, ports);
  return ports;
}

// What stands there, told apart by type: the port "80" is not the port 80, and a list is no protocol.
function writtenKey(field: Field): string {
  return JSON.stringify([field.peek('protocol') ?? 'TCP', field.peek('port') ?? false, field.peek('endPort') ?? false]);
}

function policyPortOf(field: Field): readonly PolicyPort[] {
  const protocol = protocolAt(field);
  const port = field.peek('port') ?? undefined;
  if (protocol === undefined) return [];
  if (typeof port === 'string') return namedPort(protocol, field, port);
  if (port === undefined) {
    if (field.has('endPort'))
      field.at('endPort').reject('no endPort, because there is no port', 'Set port to the first port of the range.');
    return [{ protocol, first: 1, last: lastPort }];
  }
  if (!isPort(port)) {
    field
      .at('port')
      .reject(`a port from 1 to ${lastPort}, or the name of a container port`, 'Set the port the pod listens on.');
    return [];
  }
  const end = field.peek('endPort') ?? port;
  if (!isPort(end) || end < port) {
    field
      .at('endPort')
      .reject(`a port from ${port} to ${lastPort}`, 'Set endPort to the last port of the range, or take it out.');
    return [];
  }
  return [{ protocol, first: port, last: end }];
}

function namedPort(protocol: Protocol, field: Field, name: string): readonly PolicyPort[] {
  if (!portName.test(name)) {
    field
      .at('port')
      .reject(
        'a number, or a port name of at most 15 small letters, digits and dashes',
        'Take the quotes off a number.',
      );
    return [];
  }
  if (field.has('endPort')) {
    field.at('endPort').reject('no endPort, because port is a name', 'Give the range by numbers.');
    return [];
  }
  return [{ protocol, name }];
}
