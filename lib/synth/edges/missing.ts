import { type OutsidePods, PortSet, type WorkloadPeer } from '../../checks/traffic/index.ts';
import type { Fault } from '../../model/fault.ts';
import { touchedSteps } from './addresses.ts';
import type { DeclaredHalf, End } from './ends.ts';
import type { Ground, HalfView } from './ground.ts';
import { edgeFault, nameIn, stackOf } from './words.ts';

/** The declared edges that one half of a workload's policies does not let through, or not on all their ports. */
export function missingFaults(ground: Ground, view: HalfView, workload: WorkloadPeer): readonly Fault[] {
  return ground.declared(view.half, ground.idOf(workload)).flatMap((declared) => {
    const closed = closedPorts(ground, view, workload, declared);
    if (closed.isEmpty) return [];
    const { edge, half, of, ports } = declared;
    const stack = stackOf(of);
    const what = closed.equals(ports) ? 'it' : closed.toString();
    return [
      edgeFault(ground.environment, stack, edge, {
        found: `${what} closed on the ${half} side`,
        expected: `a policy of ${nameIn(stack, of)} that lets it ${half === 'ingress' ? 'in' : 'out'}`,
      }),
    ];
  });
}

function closedPorts(ground: Ground, view: HalfView, workload: WorkloadPeer, { other, ports }: DeclaredHalf): PortSet {
  return openPorts(ground, view, workload, other).reduce(
    (closed, open) => (open.includes(ports) ? closed : closed.union(ports.minus(open))),
    PortSet.none,
  );
}

/** What is open between a workload and everything that the other end stands for. */
function openPorts(
  ground: Ground,
  { half, connections }: HalfView,
  workload: WorkloadPeer,
  other: End,
): readonly PortSet[] {
  const allowed = (peer: WorkloadPeer | OutsidePods) =>
    half === 'ingress' ? connections.allowed(peer, workload) : connections.allowed(workload, peer);
  switch (other.kind) {
    case 'pods':
      return ground.workloadsOf(other.id).map(allowed);
    case 'outside':
      return [allowed(other.pods)];
    case 'addresses':
      return touchedSteps(connections, half, workload, other.addresses);
    default: {
      const never: never = other;
      return never;
    }
  }
}
