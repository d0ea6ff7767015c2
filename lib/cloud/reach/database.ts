import { at, type CloudGraph, type CloudResource, list } from '../graph.ts';
import { aws } from '../types.ts';
import { aclAdmits } from './acls.ts';
import { admissions, admits, isEverybody, machinesIn } from './groups.ts';
import { databaseSubnets, isOpenToInternet } from './routes.ts';

/** What the cloud lets through to a database; what happens inside of its machines is another matter. */
export interface DatabaseReach {
  readonly database: string;
  readonly port: number;
  /** Ranges of its subnets. */
  readonly ranges: readonly string[];
  /** What would let the internet in: routes, rules and public addresses. All three together are a way in. */
  readonly internet: {
    readonly routes: readonly string[];
    readonly rules: readonly string[];
    readonly address: boolean;
  };
  /** Machines that may connect, by the security group that they are members of. */
  readonly machines: readonly MachineReach[];
}

/** Machines that may open a connection. */
export interface MachineReach {
  /** Security group that the rule names. */
  readonly group: string;
  /** Pools of machines in it. */
  readonly pools: readonly string[];
  /** Ranges of their subnets from which the network ACL lets them through, and those from which it doesn't. */
  readonly admitted: readonly string[];
  readonly refused: readonly string[];
  /** Network ACLs that were asked. */
  readonly acls: readonly string[];
}

/** Who can open a connection to a database, from route tables, security groups and network ACLs alone. */
export function databaseReach(graph: CloudGraph, database: CloudResource): DatabaseReach {
  const port = Number(database.props.port ?? 5432);
  const subnets = databaseSubnets(graph, database);
  const rules = admissions(graph, database.props.vpcSecurityGroupIds).filter((rule) => admits(rule, port));
  const everybody = rules.filter(({ source }) => 'range' in source && isEverybody(source.range));
  return {
    database: String(database.props.identifier ?? database.name),
    port,
    ranges: subnets.map(({ props }) => String(props.cidrBlock)),
    internet: {
      routes: subnets.filter((subnet) => isOpenToInternet(graph, subnet)).map(({ name }) => name),
      rules: everybody.map(({ group }) => group.name),
      address: database.props.publiclyAccessible === true,
    },
    machines: rules.flatMap(({ source }) =>
      'group' in source ? [machineReach(graph, source.group, subnets, port)] : [],
    ),
  };
}

/** Whether the internet itself can open a connection. */
export function isReachedFromInternet({ internet: { routes, rules, address } }: DatabaseReach): boolean {
  return routes.length > 0 && rules.length > 0 && address;
}

function machineReach(
  graph: CloudGraph,
  group: CloudResource,
  targets: readonly CloudResource[],
  port: number,
): MachineReach {
  const pools = machinesIn(graph, group);
  const from = pools.flatMap(({ props }) => graph.referred(aws.subnet, props.subnetIds));
  const ranges = [...new Set(from.map(({ props }) => String(props.cidrBlock)))].sort();
  const answers = ranges.map((range) => ({
    range,
    answers: targets.map((target) => aclAdmits(graph, target, range, port)),
  }));
  const passes = (one: (typeof answers)[number]) => one.answers.every(({ allowed }) => allowed);
  return {
    group: group.name,
    pools: pools.map(({ name }) => name).sort(),
    admitted: answers.filter(passes).map(({ range }) => range),
    refused: answers.filter((one) => !passes(one)).map(({ range }) => range),
    acls: [...new Set(answers.flatMap((one) => one.answers.flatMap(({ acl }) => acl ?? [])))],
  };
}

/** Ports that the internet may ask load balancers, with the group that says so. */
export function publicPorts(graph: CloudGraph): readonly { readonly group: string; readonly port: number }[] {
  return graph
    .ofType(aws.securityGroup)
    .flatMap((group) => admissions(graph, group.id))
    .filter(({ source }) => 'range' in source && isEverybody(source.range))
    .map(({ group, ports }) => ({ group: group.name, port: ports[0] }))
    .sort((a, b) => a.port - b.port);
}

/** Whether machines have a public address, or a way in from the internet through their subnets. */
export function openMachines(graph: CloudGraph): readonly string[] {
  return graph
    .ofType(aws.nodeGroup)
    .filter(({ props }) => {
      const template = graph.find(aws.launchTemplate, at(props.launchTemplate, 'id'));
      const addressed = list(template?.props.networkInterfaces).some(
        (one) => at(one, 'associatePublicIpAddress') === 'true',
      );
      const subnets = graph.referred(aws.subnet, props.subnetIds);
      return (
        addressed ||
        subnets.some((subnet) => isOpenToInternet(graph, subnet) || subnet.props.mapPublicIpOnLaunch === true)
      );
    })
    .map(({ name }) => name);
}
