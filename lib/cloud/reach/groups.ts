import { at, type CloudGraph, type CloudResource, list } from '../graph.ts';
import { aws } from '../types.ts';

/** A rule of a security group that lets somebody in. */
export interface Admission {
  /** The group that has the rule. */
  readonly group: CloudResource;
  /** Whoever is in another group, or addresses. */
  readonly source: { readonly group: CloudResource } | { readonly range: string };
  readonly protocol: string;
  /** First and last port; all of them for `-1`. */
  readonly ports: readonly [number, number];
}

/** Who may open a connection to members of security groups: the rules that stand alone and those inside of the groups. */
export function admissions(graph: CloudGraph, groupIds: unknown): readonly Admission[] {
  return graph.referred(aws.securityGroup, groupIds).flatMap((group) => {
    const alone = graph.ofType(aws.ingressRule).filter(({ props }) => props.securityGroupId === group.id);
    const rules = [...alone.map(({ props }) => props), ...(list(group.props.ingress) as CloudResource['props'][])];
    return rules.flatMap((rule) => admissionsOf(graph, group, rule));
  });
}

function admissionsOf(graph: CloudGraph, group: CloudResource, rule: CloudResource['props']): readonly Admission[] {
  const protocol = String(rule.ipProtocol ?? rule.protocol);
  const ports = protocol === '-1' ? ([0, 65_535] as const) : ([Number(rule.fromPort), Number(rule.toPort)] as const);
  const ranges = [rule.cidrIpv4, rule.cidrIpv6, rule.cidrBlocks, rule.ipv6CidrBlocks].flatMap(list);
  const groups = graph.referred(aws.securityGroup, [rule.referencedSecurityGroupId, rule.securityGroups].flatMap(list));
  return [
    ...ranges.map((range) => ({ group, source: { range: String(range) }, protocol, ports })),
    ...groups.map((source) => ({ group, source: { group: source }, protocol, ports })),
  ];
}

/** Whether a rule lets a TCP port through. */
export function admits({ protocol, ports: [first, last] }: Admission, port: number): boolean {
  return ['tcp', '6', '-1'].includes(protocol) && first <= port && port <= last;
}

/** Whether a range means everybody. */
export function isEverybody(range: string): boolean {
  return range === '0.0.0.0/0' || range === '::/0';
}

/** Pools of machines that are members of a security group. */
export function machinesIn(graph: CloudGraph, group: CloudResource): readonly CloudResource[] {
  return graph.ofType(aws.nodeGroup).filter(({ props }) => {
    const template = graph.find(aws.launchTemplate, at(props.launchTemplate, 'id'));
    return list(template?.props.vpcSecurityGroupIds).includes(group.id);
  });
}
