import type { Field } from './field.ts';
import type { Manifest } from './manifests.ts';
import type { Protocol } from './ports.ts';
import { type Selector, selectorOf } from './selectors.ts';
import { equalities } from './selectors-read.ts';
import { type ContainerPort, isPort, type Pod, protocolAt } from './workloads.ts';

/** A port of a Service and the pod port behind it. */
export interface ServicePort {
  readonly name: string | undefined;
  readonly number: number;
  readonly protocol: Protocol;
  /** A number, or the name of a container port that each pod resolves for itself. */
  readonly target: number | string;
}

/** A Service that selects pods. */
export interface Service {
  /** `ns/name`. */
  readonly id: string;
  readonly namespace: string;
  /** Undefined: none, because endpoints are kept by hand, elsewhere, or are an external name. */
  readonly selector: Selector | undefined;
  readonly ports: readonly ServicePort[];
}

/** Every Service among the manifests, by `ns/name`. */
export function servicesOf(manifests: readonly Manifest[]): ReadonlyMap<string, Service> {
  const services = manifests.filter(({ type }) => type === '/Service').map(serviceOf);
  return new Map(services.map((service) => [service.id, service]));
}

function serviceOf({ namespace, name, root }: Manifest): Service {
  const spec = root.at('spec');
  const labels = spec.texts('selector');
  const selects = labels.length > 0 && spec.peek('type') !== 'ExternalName';
  return {
    id: `${namespace}/${name}`,
    namespace,
    selector: selects ? selectorOf(equalities(labels)) : undefined,
    ports: spec.list('ports').flatMap(servicePortOf),
  };
}

function servicePortOf(field: Field): readonly ServicePort[] {
  const number = field.peek('port');
  const protocol = protocolAt(field);
  const target = field.peek('targetPort') ?? undefined;
  if (!isPort(number)) field.at('port').reject('a port from 1 to 65535', 'Set the port the Service answers on.');
  if (!isPort(number) || protocol === undefined) return [];
  const behind = target === undefined || target === 0 ? number : target;
  if (typeof behind !== 'string' && !isPort(behind)) {
    field
      .at('targetPort')
      .reject('a port from 1 to 65535, or the name of a container port', 'Set the port the pod listens on.');
    return [];
  }
  return [{ name: field.text('name'), number, protocol, target: behind }];
}

/** The numbers that a Service port stands for on one pod; none when the pod has no container port of that name and protocol. */
export function podPorts(port: ServicePort, pod: Pod): readonly number[] {
  const { target, protocol } = port;
  return typeof target === 'number' ? [target] : numbersOf(pod.ports, protocol, target);
}

/** The numbers of all container ports with this name and protocol. */
export function numbersOf(ports: readonly ContainerPort[], protocol: Protocol, name: string): readonly number[] {
  return ports.filter((port) => port.name === name && port.protocol === protocol).map((port) => port.number);
}
