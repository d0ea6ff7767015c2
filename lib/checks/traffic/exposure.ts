import type { Engine } from './engine.ts';
import { outsideOf } from './outside.ts';
import { PortPool } from './port-pool.ts';
import { PortSet } from './ports.ts';
import type { Reading } from './reading.ts';
import type { Backend } from './routes.ts';
import { podPorts, type Service } from './services.ts';

/** Ports of a pod that an Ingress or HTTPRoute leads to, and by which. */
export interface Exposure {
  readonly pod: number;
  readonly ports: PortSet;
  /** `Ingress ns/name through Service ns/name`, sorted. */
  readonly through: readonly string[];
}

/** What routes lead to, whether or not a policy lets it through; only TCP, which is all that HTTP needs behind the edge. */
export function exposures(engine: Engine): readonly Exposure[] {
  const found = new Map<number, { ports: PortSet; through: Set<string> }>();
  for (const backend of engine.cluster.backends) {
    const service = engine.cluster.services.get(backend.service);
    if (service?.selector === undefined) continue;
    for (const pod of engine.finder.find(service.namespace, service.selector)) {
      const numbers = exposedPorts(backend, service).flatMap((port) => podPorts(port, engine.finder.pods[pod]!));
      if (numbers.length === 0) continue;
      const known = found.get(pod) ?? { ports: PortSet.none, through: new Set() };
      const ports = PortSet.union(numbers.map((number) => PortSet.of('TCP', number)));
      found.set(pod, {
        ports: known.ports.union(ports),
        through: known.through.add(`${backend.route} through Service ${service.id}`),
      });
    }
  }
  return [...found].map(([pod, { ports, through }]) => ({ pod, ports, through: [...through].sort() }));
}

function exposedPorts({ port }: Backend, service: Service): Service['ports'] {
  return service.ports.filter(
    ({ protocol, number, name }) => protocol === 'TCP' && (port === undefined || port === number || port === name),
  );
}

/**
 * What a class's policies let through to someone who may be an ingress controller: pods outside of the tree, or addresses, for a
 * controller may share its node's network or be a load balancer that isn't a pod at all. As a number of the pool.
 */
export function openToEdge(engine: Engine, of: number, reading: Reading): number {
  const { isolated, grants } = engine.half('ingress', of);
  if (!isolated || engine.isFree(of, reading)) return PortPool.all;
  const open = grants.filter(({ peer }) => mayMeanEdge(engine, peer, reading));
  return open.reduce((ports, grant) => engine.pool.union(ports, engine.portsAt(grant.ports, of)), PortPool.none);
}

/** Whether a rule's peer may mean an ingress controller. Read permissively, the controller may be any pod of the tree as well. */
export function mayMeanEdge(engine: Engine, peer: number, reading: Reading): boolean {
  if (reading === 'permissive') return true;
  return engine.rulebook.peers[peer]!.kind === 'block' || outsideOf(engine, peer) !== undefined;
}
