import type { Fault } from '../../model/index.ts';
import type { ClusterRequest } from '../request.ts';
import type { NodeFacts } from './host-facts.ts';
import type { FactsByHost } from './host-faults.ts';

/** Members that must agree before anything is written. */
export function majority(members: number): number {
  return Math.floor(members / 2) + 1;
}

/** The cluster as its servers see it: the view of the first that runs; empty if none does. */
export function knownNodes(facts: FactsByHost): readonly NodeFacts[] {
  return [...facts.values()].map(({ nodes }) => nodes).find((nodes) => nodes.length > 0) ?? [];
}

/**
 * Goes through a change of servers in the order in which it is made (dead ones out, new ones in, live ones out), and says where the
 * majority would be lost.
 */
export function quorumFaults(request: ClusterRequest, facts: FactsByHost): readonly Fault[] {
  const wanted = request.hosts.servers.map(({ name }) => name);
  const members = knownNodes(facts).filter(({ etcd }) => etcd);
  if (members.length === 0) return []; // nothing runs yet, or all are down: the plan starts them together
  const leaving = members.filter(({ name }) => !wanted.includes(name));
  const isBlank = (name: string) => facts.get(name)?.k3s.data === false; // installed anew, and not missed yet
  const dead = members.filter(({ name, ready }) => !ready || isBlank(name)).map(({ name }) => name);
  const fault = (found: string, repair: string): readonly Fault[] => [
    {
      owner: `environment ${request.environment}`,
      path: 'cluster.servers',
      found,
      expected: 'a majority of healthy servers at every moment',
      repair,
    },
  ];
  const healthy = members.length - dead.length;
  if (healthy < majority(members.length)) {
    const found = `${healthy} of ${members.length} servers healthy (${dead.join(', ')} not)`;
    return fault(found, 'Bring one back, or restore a snapshot: unifyops cluster restore.');
  }
  const stay = members.length - leaving.length;
  if (stay === 0) {
    return fault(
      'a change that replaces every server at once',
      'Keep one of the servers, and replace it in a second change.',
    );
  }
  return [];
}
