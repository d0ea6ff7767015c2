import type { Connections } from '../../checks/traffic/index.ts';
import type { Fault } from '../../model/fault.ts';
import { FaultsError } from '../../model/fault.ts';
import { nearest } from '../../model/nearest.ts';
import type { CloudGraph, CloudResource } from '../graph.ts';
import { aws } from '../types.ts';
import { type DatabaseReach, databaseReach, isReachedFromInternet, publicPorts } from './database.ts';
import { type PodReach, podsReaching } from './pods.ts';

/** The answer to one question, from the internet down to the pod: what can reach this database? */
export interface ReachAnswer extends DatabaseReach {
  /** Whether the internet itself can connect. */
  readonly open: boolean;
  /** Ports on which the internet reaches load balancers. */
  readonly edge: readonly number[];
  /** Pods on the machines that may connect; a machine connects for its pods alone. */
  readonly pods: readonly PodReach[];
}

/**
 * What can reach a database: route tables, security groups and network ACLs of the cloud, joined with the policies of the cluster.
 * @param name of the database, or the end of it: `portal-backstage-postgres`
 * @throws FaultsError if no database, or more than one, is meant
 */
export function whatReaches(graph: CloudGraph, connections: Connections, name: string): ReachAnswer {
  const reach = databaseReach(graph, databaseNamed(graph, name));
  const machines = reach.machines.some(({ admitted }) => admitted.length > 0);
  return {
    ...reach,
    open: isReachedFromInternet(reach),
    edge: [...new Set(publicPorts(graph).map(({ port }) => port))],
    pods: machines ? podsReaching(connections, reach) : [],
  };
}

function databaseNamed(graph: CloudGraph, name: string): CloudResource {
  const nameOf = ({ props, name: own }: CloudResource) => String(props.identifier ?? own);
  const all = graph.ofType(aws.database);
  const meant = all.filter((one) => nameOf(one) === name || nameOf(one).endsWith(`-${name}`));
  if (meant.length === 1) return meant[0]!;
  const known = all.map(nameOf).sort();
  const near = nearest(name, known);
  const fault: Fault = {
    owner: '--to',
    path: '',
    found:
      meant.length > 1
        ? `"${name}", which ${meant.map(nameOf).join(' and ')} end with`
        : `the unknown database "${name}"`,
    expected: known.length > 0 ? `one of ${known.join(', ')}` : 'a stack with a managed database',
    repair: near ? `Did you mean "${near}"?` : 'Correct the name.',
  };
  throw new FaultsError([fault]);
}

/** The answer in sentences. */
export function reachText(answer: ReachAnswer): string {
  const { database, port, machines, pods } = answer;
  return [
    `What can reach the database ${database}, TCP ${port}?`,
    '',
    ...internetLines(answer),
    '',
    'From the network:',
    ...(machines.length === 0 ? ['  nothing'] : machines.flatMap(machineLines)),
    '',
    'From the pods on those machines, by their NetworkPolicies:',
    ...(pods.length === 0 ? ['  none'] : pods.flatMap((pod) => podLines(answer, pod))),
    '',
    'Nobody else.',
    '',
  ].join('\n');
}

function internetLines({ open, internet: { routes, rules, address }, ranges }: ReachAnswer): readonly string[] {
  const word = (found: readonly string[], none: string, some: string) =>
    found.length === 0 ? none : `${some} ${found.join(', ')}`;
  return [
    `From the internet: ${open ? 'EVERYBODY' : 'nobody'}.`,
    `  route    ${word(routes, `its subnets ${ranges.join(', ')} have no route to an internet gateway`, 'an internet gateway leads to')}`,
    `  rule     ${word(rules, 'its security groups admit no public address', 'everybody is admitted by')}`,
    `  address  ${address ? 'it has a public address' : 'it has no public address'}`,
  ];
}

function machineLines({ group, pools, admitted, refused, acls }: DatabaseReach['machines'][number]): readonly string[] {
  const through = acls.length > 0 ? `network ACL ${acls.join(', ')}` : "the network's own ACL";
  return [
    `  members of ${group}: the machines of ${pools.join(', ') || 'no pool'}`,
    `    ${through} lets in ${admitted.join(', ') || 'none of them'}${refused.length > 0 ? `, keeps out ${refused.join(', ')}` : ''}`,
  ];
}

function podLines({ edge, port }: ReachAnswer, { workload, because, way }: PodReach): readonly string[] {
  const steps = (way ?? []).flatMap(({ workload: id, ports }) => [`(${ports})`, id]);
  const front = `internet → (TCP ${edge.join(', ')}) load balancer`;
  return [
    `  ${workload}`,
    `    let out by ${because.join(', ') || 'no policy at all: nothing isolates it'}`,
    `    ${way === undefined ? 'no way leads to it from the internet' : `${[front, ...steps].join(' → ').replaceAll(') → ', ') ')} → (TCP ${port}) the database`}`,
  ];
}
