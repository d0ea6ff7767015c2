import { type Connection, type Connections, PortSet, type WorkloadPeer } from '../../checks/traffic/index.ts';
import type { DatabaseReach } from './database.ts';

/** Pods that may open a connection to a database, and the shortest way from the internet to them. */
export interface PodReach {
  /** `uo-prod/portal-backstage[Deployment]`. */
  readonly workload: string;
  /** NetworkPolicies whose rules let them out. */
  readonly because: readonly string[];
  /** Workloads on the shortest way from the load balancer, these pods last; `undefined` if no way leads to them. */
  readonly way: readonly Step[] | undefined;
}

/** One connection on a way. */
export interface Step {
  readonly workload: string;
  /** Ports that the one before may use. */
  readonly ports: string;
}

/** The pods whose NetworkPolicies let them out to a database. What can't be ruled out is let through. */
export function podsReaching(connections: Connections, { ranges, port }: DatabaseReach): readonly PodReach[] {
  const all = connections.as({ reading: 'permissive' });
  const wanted = PortSet.of('TCP', port);
  const ways = waysFromInternet(all);
  return all.workloads.flatMap((workload) => {
    const open = ranges.filter((range) => all.allowed(workload, range).overlaps(wanted));
    if (open.length === 0) return [];
    return [{ workload: workload.id, because: policiesOf(all, workload, open), way: ways.get(workload.id) }];
  });
}

function policiesOf(connections: Connections, workload: WorkloadPeer, ranges: readonly string[]): readonly string[] {
  const rules = ranges.flatMap(
    (range) => connections.reasons('egress', workload, connections.peer(range))?.rules ?? [],
  );
  return [...new Set(rules.map(({ policy }) => policy))].sort();
}

/** The shortest way to every workload that the internet can reach through the load balancer, over however many others. */
function waysFromInternet(connections: Connections): ReadonlyMap<string, readonly Step[]> {
  const from = Map.groupBy(connections.listNamed(), (connection) => connection.from.id);
  const ways = new Map<string, readonly Step[]>();
  let front: readonly (readonly [string, readonly Step[]])[] = [['{ingress-controller}', []]];
  while (front.length > 0) {
    front = front.flatMap(([id, way]) => (from.get(id) ?? []).flatMap((connection) => onward(ways, way, connection)));
  }
  return ways;
}

function onward(
  ways: Map<string, readonly Step[]>,
  way: readonly Step[],
  { to, ports }: Connection,
): readonly (readonly [string, readonly Step[]])[] {
  if (ways.has(to.id)) return [];
  const next = [...way, { workload: to.id, ports: ports.toString() }];
  ways.set(to.id, next);
  return [[to.id, next]];
}
