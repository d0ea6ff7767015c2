import type { WorkloadPeer } from '../../checks/traffic/index.ts';
import { podPorts, type Service } from '../../checks/traffic/services.ts';
import type { Fault } from '../../model/fault.ts';
import type { Edge } from '../../model/plan/edge.ts';
import { type Port, portText } from '../../model/values/port.ts';
import type { Ground } from './ground.ts';
import { edgeFault, nameIn, stackOf } from './words.ts';

/** Edges that a Service does not carry to the port behind them, and ports of Services that no edge opens behind them. */
export function serviceFaults(ground: Ground): readonly Fault[] {
  const { services } = ground.engine.cluster;
  return [
    ...ground.edges.flatMap((edge) => carriedFaults(ground, edge)),
    ...[...services.values()].flatMap((service) => openFaults(ground, service)),
  ];
}

function carriedFaults(ground: Ground, edge: Edge): readonly Fault[] {
  const { to, ports } = edge;
  if (to.kind !== 'pods') return [];
  const id = ground.serviceOf(to.id);
  const service = ground.engine.cluster.services.get(id);
  const wrong =
    service === undefined ? [`no Service ${id}`] : ports.flatMap((port) => detour(ground, service, to.id, port));
  return [...new Set(wrong)].map((found) => {
    const stack = stackOf(to.id);
    const expected = `Service ${id} to lead to ${ports.map(portText).join(', ')} of ${nameIn(stack, to.id)} alone`;
    return edgeFault(ground.environment, stack, edge, { found, expected });
  });
}

/** Where else than to a port of some pods a Service leads whoever calls it on that port. */
function detour(ground: Ground, service: Service, id: string, { port, protocol }: Port): readonly string[] {
  const behind = workloadsBehind(ground, service);
  const [first, ...others] = behind;
  if (first === undefined) return [`Service ${service.id} that selects nobody`];
  if (others.length > 0 || ground.idOf(first) !== id)
    return [`Service ${service.id} that leads to ${behind.map((each) => ground.idOf(each) ?? each.id).join(', ')}`];
  const way = service.ports.find((each) => each.number === port && each.protocol === protocol);
  if (way === undefined) return [`Service ${service.id} without port ${portText({ port, protocol })}`];
  const targets = new Set(first.workload.pods.flatMap((pod) => podPorts(way, pod)));
  if (targets.size === 1 && targets.has(port)) return [];
  return [`Service ${service.id} that leads from port ${port} to ${[...targets].join(', ') || 'nowhere'}`];
}

function openFaults(ground: Ground, service: Service): readonly Fault[] {
  return workloadsBehind(ground, service).flatMap((workload) => {
    const id = ground.idOf(workload);
    const declared = ground.declared('ingress', id);
    const stack = id === undefined ? '' : stackOf(id);
    const name = id === undefined ? workload.id : nameIn(stack, id);
    return service.ports.flatMap((way) =>
      [...new Set(workload.workload.pods.flatMap((pod) => podPorts(way, pod)))]
        .filter((number) => !declared.some(({ ports }) => ports.has(way.protocol, number)))
        .map((number) => ({
          owner: `${ground.environment} ${stack}`.trimEnd(),
          path: `connection Service ${service.id} → ${name}`,
          found: `${way.protocol} ${number} behind port ${way.number}`,
          expected: 'a port that some edge opens',
          repair: 'Declare an edge to that port in the stack file, or take the port out of the workload.',
        })),
    );
  });
}

function workloadsBehind({ engine, workloads }: Ground, { namespace, selector }: Service): readonly WorkloadPeer[] {
  if (selector === undefined) return [];
  const places = new Set(engine.finder.find(namespace, selector).map((pod) => engine.finder.workloadOf[pod]!));
  return [...places].map((place) => workloads[place]!);
}
