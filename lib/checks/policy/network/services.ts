import { at, list, record, show, text } from '../../json.ts';
import { objectRule, type Violation } from '../../rule.ts';
import type { Protocol } from '../../traffic/index.ts';
import type { Entry, EnvironmentIndex, Pod } from '../../tree/index.ts';
import { fromLabels } from '../../tree/selector.ts';
import { solvedTraffic } from './traffic.ts';

const serviceDocs = 'https://kubernetes.io/docs/concepts/services-networking/service/';

/** A port of a Service and where it leads. */
interface Target {
  /** `spec.ports[0].targetPort`. */
  readonly path: string;
  readonly protocol: Protocol;
  /** A number, or the name of a container port. */
  readonly port: unknown;
}

function* targetsOf(entry: Entry): Iterable<Target> {
  for (const [index, port] of list(at(entry.object, 'spec', 'ports')).entries()) {
    const protocol = (at(port, 'protocol') ?? 'TCP') as Protocol;
    yield { path: `spec.ports[${index}].targetPort`, protocol, port: at(port, 'targetPort') ?? at(port, 'port') };
  }
}

function podsBehind(entry: Entry, environment: EnvironmentIndex): readonly Pod[] {
  const selector = at(entry.object, 'spec', 'selector');
  if (Object.keys(record(selector)).length === 0) return [];
  return environment.podsSelected(entry.namespace, fromLabels(selector));
}

/** The declared ports of a pod that a target means. */
function portsMeant(pod: Pod, { port, protocol }: Target): readonly number[] {
  const declared = pod.containers
    .filter((container) => container.type === 'container' || container.longRunning)
    .flatMap((container) => list(container.value.ports));
  return declared
    .filter((each) => (at(each, 'protocol') ?? 'TCP') === protocol)
    .filter((each) => at(each, 'containerPort') === port || at(each, 'name') === port)
    .map((each) => at(each, 'containerPort'))
    .filter((number) => typeof number === 'number');
}

export const targetPort = objectRule(
  {
    id: 'network/target-port',
    title: 'Every port of a Service leads to a port that its pods declare.',
    why: 'The Service accepts the connection and sends it where nothing listens.',
    repair: "Name one of the container's ports, or declare the port there.",
    reference: serviceDocs,
  },
  ['Service'],
  function* (entry, environment) {
    for (const target of targetsOf(entry)) {
      const without = podsBehind(entry, environment).find((pod) => portsMeant(pod, target).length === 0);
      if (without === undefined) continue;
      const found = `${target.protocol} ${show(target.port)}`;
      yield { path: target.path, found, expected: `a port that ${without.entry.id} declares` };
    }
  },
);

export const servicePortOpen = objectRule(
  {
    id: 'network/service-port-open',
    title: 'Every port of a Service is opened, as the pod port behind it, by some policy.',
    why: 'Policies know pod ports, not Service ports: a Service whose pod port nobody may reach serves nobody.',
    repair: 'Add an ingress rule for the pod port, or remove the port from the Service.',
    reference: serviceDocs,
  },
  ['Service'],
  (entry, environment) => closedPorts(entry, environment),
);

function* closedPorts(entry: Entry, environment: EnvironmentIndex): Iterable<Violation> {
  const solved = solvedTraffic(environment);
  if (solved === undefined) return;
  const { engine, workloads, classesOf } = solved;
  for (const target of targetsOf(entry)) {
    for (const pod of podsBehind(entry, environment)) {
      const id = `${pod.entry.namespace}/${pod.entry.name}[${pod.entry.kind}]`;
      const place = placeOf(workloads, id);
      const closed = portsMeant(pod, target).find((number) =>
        (classesOf[place] ?? []).some((each) => {
          const half = engine.half('ingress', each);
          return (
            half.isolated &&
            !half.grants.some((grant) => opens(engine.pool.set(engine.portsAt(grant.ports, each)), target, number))
          );
        }),
      );
      if (closed === undefined) continue;
      const found = `${target.protocol} ${closed} of ${pod.entry.id}, which no policy opens`;
      yield { path: target.path, found, expected: 'an ingress rule for that port' };
    }
  }
}

function opens(ports: { has(protocol: Protocol, port: number): boolean }, target: Target, number: number): boolean {
  return ports.has(target.protocol, number);
}

const places = new WeakMap<readonly { readonly id: string }[], ReadonlyMap<string, number>>();

function placeOf(workloads: readonly { readonly id: string }[], id: string): number {
  let known = places.get(workloads);
  if (known === undefined) {
    known = new Map(workloads.map((workload, place) => [workload.id, place]));
    places.set(workloads, known);
  }
  return known.get(id) ?? -1;
}

export const onlyDeclaredWay = objectRule(
  {
    id: 'network/no-node-ports',
    title: 'No Service opens the cluster to the outside past the ingress.',
    why: 'A node port, load balancer or external address skips TLS, the routes and their logs.',
    repair: 'Use type ClusterIP and a route.',
    reference: serviceDocs,
  },
  ['Service'],
  function* (entry) {
    const type = text(at(entry.object, 'spec', 'type'));
    if (type === 'NodePort' || type === 'LoadBalancer')
      yield { path: 'spec.type', found: show(type), expected: '"ClusterIP"' };
    const addresses = list(at(entry.object, 'spec', 'externalIPs'));
    if (addresses.length > 0) yield { path: 'spec.externalIPs', found: show(addresses), expected: 'nothing' };
  },
);
