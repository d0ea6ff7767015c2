import type { Field } from './field.ts';
import { lastPort, type Protocol } from './ports.ts';
import { isPort, protocolOf } from './workloads.ts';

/** Ports that a rule names: numbers `first` to `last`, or a name that each destination pod resolves for itself. */
export type PolicyPort =
  | { readonly protocol: Protocol; readonly first: number; readonly last: number }
  | { readonly protocol: Protocol; readonly name: string };

const portName = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;

/** One entry of a rule's `ports`; empty and a fault when it can't be one. */
export function policyPortOf(field: Field): readonly PolicyPort[] {
  const protocol = protocolOf(field.at('protocol'));
  const port = field.at('port');
  const end = field.at('endPort');
  if (protocol === undefined) return [];
  if (typeof port.value === 'string') return namedPort(protocol, port, end);
  if (!port.present) {
    if (end.present) end.reject('no endPort, because there is no port', 'Set port to the first port of the range.');
    return [{ protocol, first: 1, last: lastPort }];
  }
  if (!isPort(port.value)) {
    port.reject(`a port from 1 to ${lastPort}, or the name of a container port`, 'Set the port the pod listens on.');
    return [];
  }
  const first = port.value;
  if (!end.present) return [{ protocol, first, last: first }];
  if (!isPort(end.value) || end.value < first) {
    end.reject(`a port from ${first} to ${lastPort}`, 'Set endPort to the last port of the range, or take it out.');
    return [];
  }
  return [{ protocol, first, last: end.value }];
}

function namedPort(protocol: Protocol, port: Field, end: Field): readonly PolicyPort[] {
  const name = port.value as string;
  if (!portName.test(name)) {
    port.reject(
      'a number, or a port name of at most 15 small letters, digits and dashes',
      'Take the quotes off a number.',
    );
    return [];
  }
  if (end.present) {
    end.reject('no endPort, because port is a name', 'Give the range by numbers.');
    return [];
  }
  return [{ protocol, name }];
}
