import { Instead, type Kind, type Loose, type Place } from '../mutant.ts';
import { templateOf } from './labels.ts';
import { policyKind } from './policies.ts';

const otherProtocol = (protocol: string) => (protocol === 'TCP' ? 'UDP' : 'TCP');

/** A kind with mutants of each port of each rule of a policy. */
function policyPortKind(name: string, change: (port: Loose, list: Loose) => unknown): Kind {
  return policyKind(name, 'edge', function* ({ spec }) {
    for (const half of ['ingress', 'egress'] as const) {
      for (const [index, rule] of (spec[half] ?? []).entries()) {
        for (const number of rule.ports.keys()) {
          yield {
            at: `spec.${half}[${index}].ports[${number}]`,
            rule: [half, index],
            change: (object) => {
              const list = object.spec[half][index].ports;
              change(list[number], list);
            },
          };
        }
      }
    }
  });
}

/** A kind with mutants of each port that a container of the pods has. */
function containerPortKind(name: string, change: (port: Loose, list: Loose) => unknown): Kind {
  return {
    name,
    tells: 'edge',
    *of(object) {
      for (const [index, container] of (templateOf(object)?.spec.containers ?? []).entries()) {
        for (const number of (container.ports ?? []).keys()) {
          yield {
            at: `containers[${index}].ports[${number}]`,
            change: (broken) => {
              const list = templateOf(broken).spec.containers[index].ports;
              change(list[number], list);
            },
          };
        }
      }
    },
  };
}

/** A kind with mutants of each port of a Service. */
function servicePortKind(name: string, change: (port: Loose, list: Loose) => unknown): Kind {
  return {
    name,
    tells: 'edge',
    *of({ kind, spec }, { pods }) {
      if (kind !== 'Service' || pods === undefined) return;
      for (const index of (spec.ports ?? []).keys()) {
        yield {
          at: `spec.ports[${index}]`,
          change: (object) => change(object.spec.ports[index], object.spec.ports),
        };
      }
    },
  };
}

/** A kind with mutants of each place where a route names a Service. */
function backendKind(name: string, change: (backend: Backend, place: Place) => unknown): Kind {
  return {
    name,
    tells: 'edge',
    *of(object, place) {
      for (const [at] of backendsOf(object).entries()) {
        yield { at: `backend ${at}`, change: (broken) => change(backendsOf(broken)[at]!, place) };
      }
    },
  };
}

/** A reference of a route: of an HTTPRoute and of an Ingress alike. */
interface Backend {
  toPort(change: (port: number) => number): void;
  toService(name: string): void;
}

function backendsOf({ kind, spec }: Loose): readonly Backend[] {
  if (kind === 'HTTPRoute') {
    const refs: Loose[] = spec.rules.flatMap((rule: Loose) => rule.backendRefs ?? []);
    return refs.map((ref) => ({
      toPort: (change) => Object.assign(ref, { port: change(ref.port) }),
      toService: (name) => Object.assign(ref, { name }),
    }));
  }
  if (kind !== 'Ingress') return [];
  const services: Loose[] = spec.rules.flatMap(({ http }: Loose) =>
    http.paths.map((path: Loose) => path.backend.service),
  );
  return services.map((service) => ({
    toPort: (change) => Object.assign(service.port, { number: change(service.port.number) }),
    toService: (name) => Object.assign(service, { name }),
  }));
}

const removed = (port: Loose, list: Loose) => list.splice(list.indexOf(port), 1);

/** Ports of policies, containers, Services and routes. */
export const portKinds: readonly Kind[] = [
  policyPortKind('port of a policy changed', (port) => Object.assign(port, { port: port.port + 1 })),
  policyPortKind('port of a policy removed', removed),
  policyPortKind('port of a policy turned into a range', (port) => Object.assign(port, { endPort: port.port + 1 })),
  policyPortKind('port of a policy turned into every port', (port) => delete port.port),
  policyPortKind('port of a policy given by a name', (port) => Object.assign(port, { port: 'http' })),
  policyPortKind('protocol of a policy swapped', (port) =>
    Object.assign(port, { protocol: otherProtocol(port.protocol) }),
  ),
  containerPortKind('port of a container changed', (port) =>
    Object.assign(port, { containerPort: port.containerPort + 1 }),
  ),
  containerPortKind('port of a container removed', removed),
  containerPortKind('protocol of a container swapped', (port) =>
    Object.assign(port, { protocol: otherProtocol(port.protocol) }),
  ),
  servicePortKind('port of a Service changed', (port) => Object.assign(port, { port: port.port + 1 })),
  servicePortKind('port of a Service removed', removed),
  servicePortKind('targetPort of a Service moved', (port) => Object.assign(port, { targetPort: port.targetPort + 1 })),
  servicePortKind('protocol of a Service swapped', (port) =>
    Object.assign(port, { protocol: otherProtocol(port.protocol) }),
  ),
  servicePortKind('port of a Service added', (port, list) =>
    list.push({ ...port, name: 'debug', port: 9229, targetPort: 9229 }),
  ),
  backendKind('route to another port', (backend) => backend.toPort((port) => port + 1)),
  backendKind('route to another Service', (backend, { others: [other] }) => backend.toService(other?.name ?? 'other')),
  {
    name: 'Service removed',
    tells: 'edge',
    *of({ kind }, { pods }) {
      if (kind === 'Service' && pods !== undefined) yield { at: '', change: () => new Instead() };
    },
  },
  {
    name: 'route removed',
    tells: 'edge',
    *of({ kind }, { pods }) {
      if ((kind === 'HTTPRoute' || kind === 'Ingress') && pods !== undefined)
        yield { at: '', change: () => new Instead() };
    },
  },
];
