import { type Family, whole } from './addresses.ts';
import { externalSteps } from './external.ts';
import { type Connection, externalPeer } from './peers.ts';
import type { Half } from './policies.ts';
import { PortPool } from './port-pool.ts';
import { joined, type Solved } from './solved.ts';
import { cutSteps, type Step, steps } from './steps.ts';

/**
 * Every connection with addresses outside of the cluster; one half alone is no matter of the other direction, where the workload is on
 * the other side. The ranges of one direction are the fewest that are the
 * same or disjoint in all its lines; IPv6 is listed only if a policy names an IPv6 block.
 */
export function externalConnections(solved: Solved): readonly Connection[] {
  const { direction } = solved.view;
  const halves: readonly Half[] = direction === 'both' ? ['ingress', 'egress'] : [direction];
  return listedFamilies(solved).flatMap((family) => halves.flatMap((half) => listed(solved, half, family)));
}

/** The families that a listing has. */
export function listedFamilies({ engine }: Solved): readonly Family[] {
  return engine.rulebook.peers.some((peer) => peer.kind === 'block' && peer.addresses.hasIPv6) ? [4, 6] : [4];
}

function listed(solved: Solved, half: Half, family: Family): readonly Connection[] {
  const { engine, workloads } = solved;
  const lines = workloads.map((_, workload) => workloadSteps(solved, half, workload, family));
  const cuts = [...new Set(lines.flatMap((line) => line.slice(1).map(({ first }) => first)))].sort((a, b) =>
    a < b ? -1 : 1,
  );
  return lines.flatMap((line, workload) =>
    cutSteps(line, cuts).flatMap((step): Connection[] => {
      if (step.value === PortPool.none) return [];
      const ends = [externalPeer(step), workloads[workload]!] as const;
      const [from, to] = half === 'ingress' ? ends : ([ends[1], ends[0]] as const);
      return [{ from, to, ports: engine.pool.set(step.value) }];
    }),
  );
}

/**
 * What the view allows between a workload and all addresses of a family, as numbers of the pool. A half that is not in the view is
 * no limit, and an address has no policies of its own.
 */
export function workloadSteps(solved: Solved, half: Half, workload: number, family: Family): readonly Step<number>[] {
  const { engine, view, classesOf } = solved;
  const { first, last } = whole[family];
  if (view.direction !== 'both' && view.direction !== half) return [{ first, last, value: PortPool.all }];
  const lines = classesOf[workload]!.map((of) => externalSteps(engine, half, of, family, view.reading));
  if (lines.length === 1) return lines[0]!;
  const stretches = lines.flat().map((step) => ({ start: step.first, end: step.last + 1n, value: step.value }));
  return steps(first, last + 1n, stretches, (values) => joined(solved, values));
}
