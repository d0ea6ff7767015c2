import type { WorkloadPeer } from '../../checks/traffic/index.ts';
import type { Fault } from '../../model/fault.ts';
import type { Edge, Peer } from '../../model/plan/edge.ts';
import { type Port, portText } from '../../model/values/port.ts';
import type { Ground } from './ground.ts';
import { edgeFault, nameIn, stackOf } from './words.ts';

/** Edges whose ends are not in the tree, or that lead to a port on which no container listens. */
export function wiringFaults(ground: Ground): readonly Fault[] {
  return ground.edges.flatMap((edge) => [
    ...presenceFaults(ground, edge, edge.from),
    ...presenceFaults(ground, edge, edge.to),
    ...listeningFaults(ground, edge),
  ]);
}

function presenceFaults(ground: Ground, edge: Edge, end: Peer): readonly Fault[] {
  if (end.kind !== 'pods') return [];
  const workloads = ground.workloadsOf(end.id);
  if (workloads.length === 1) return [];
  const stack = stackOf(end.id);
  const name = nameIn(stack, end.id);
  const found = workloads.length === 0 ? `no ${name}` : `${workloads.map(({ id }) => id).join(' and ')}, both ${name}`;
  return [edgeFault(ground.environment, stack, edge, { found, expected: `one workload with the labels of ${name}` })];
}

function listeningFaults(ground: Ground, edge: Edge): readonly Fault[] {
  const { to, ports } = edge;
  if (to.kind !== 'pods') return [];
  return ground.workloadsOf(to.id).flatMap((workload) =>
    ports
      .filter((port) => !listensOn(workload, port))
      .map((port) => {
        const stack = stackOf(to.id);
        const found = `no container of ${nameIn(stack, to.id)} that has port ${portText(port)}`;
        return edgeFault(ground.environment, stack, edge, { found, expected: 'one that listens there' });
      }),
  );
}

function listensOn({ workload }: WorkloadPeer, { port, protocol }: Port): boolean {
  return workload.pods.every(({ ports }) => ports.some((each) => each.number === port && each.protocol === protocol));
}
