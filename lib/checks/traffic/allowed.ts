import type { Family } from './addresses.ts';
import { edgeConnections } from './list-edge.ts';
import { workloadSteps } from './list-external.ts';
import { allowedByOutside } from './list-outside.ts';
import type { ExternalPeer, Peer, WorkloadPeer } from './peers.ts';
import type { Half } from './policies.ts';
import { PortSet } from './ports.ts';
import { betweenWorkloads, type Solved } from './solved.ts';

/** The ports that the view allows from one peer to another; none between two peers that are no workloads of the tree. */
export function allowedPorts(solved: Solved, from: Peer, to: Peer): PortSet {
  if (to.kind === 'workload')
    return from.kind === 'workload' ? between(solved, from, to) : withOther(solved, to, from, 'ingress');
  return from.kind === 'workload' ? withOther(solved, from, to, 'egress') : PortSet.none;
}

function between(solved: Solved, from: WorkloadPeer, to: WorkloadPeer): PortSet {
  return solved.engine.pool.set(betweenWorkloads(solved, solved.placeOf(from), solved.placeOf(to)));
}

function withOther(solved: Solved, workload: WorkloadPeer, other: Exclude<Peer, WorkloadPeer>, half: Half): PortSet {
  const place = solved.placeOf(workload);
  switch (other.kind) {
    case 'outside':
      return solved.engine.pool.set(allowedByOutside(solved, place, half === 'ingress' ? 'in' : 'out', other));
    case 'external':
      return withAddresses(solved, place, other, half);
    case 'ingress-controller':
      return half === 'egress' ? PortSet.none : fromEdge(solved, workload);
  }
}

function fromEdge(solved: Solved, workload: WorkloadPeer): PortSet {
  const lines = edgeConnections(solved).filter(({ to }) => to.id === workload.id);
  return PortSet.union(lines.map(({ ports }) => ports));
}

function withAddresses(solved: Solved, place: number, { first, last }: ExternalPeer, half: Half): PortSet {
  const families: readonly Family[] = [4, 6];
  const met = families
    .flatMap((family) => workloadSteps(solved, half, place, family))
    .filter((step) => step.first <= last && step.last >= first)
    .map(({ value }) => solved.engine.pool.set(value));
  return solved.view.reading === 'permissive' ? PortSet.union(met) : met.reduce((a, b) => a.intersect(b));
}
