import { contains, parseCidr } from '../../model/values/cidr.ts';
import { type CloudGraph, type CloudResource, list } from '../graph.ts';
import { aws } from '../types.ts';

/** A network ACL's word on a connection. */
export interface AclAnswer {
  /** Name of the list; `undefined` where a subnet has AWS's own, which lets everything through. */
  readonly acl: string | undefined;
  readonly allowed: boolean;
}

/** Whether the ACL of a subnet lets a TCP connection from a whole range in: the first rule by number that is about it decides. */
export function aclAdmits(graph: CloudGraph, subnet: CloudResource, source: string, port: number): AclAnswer {
  const acl = graph.ofType(aws.networkAcl).find(({ props }) => list(props.subnetIds).includes(subnet.id));
  if (!acl) return { acl: undefined, allowed: true };
  const rules = (list(acl.props.ingress) as Rule[]).toSorted((a, b) => Number(a.ruleNo) - Number(b.ruleNo));
  const deciding = rules.find((rule) => isAbout(rule, source, port));
  return { acl: acl.name, allowed: deciding?.action === 'allow' };
}

type Rule = Readonly<Record<string, unknown>>;

function isAbout({ protocol, cidrBlock, fromPort, toPort }: Rule, source: string, port: number): boolean {
  if (protocol !== '-1' && !['tcp', '6'].includes(String(protocol))) return false;
  const inPorts = protocol === '-1' || (Number(fromPort) <= port && port <= Number(toPort));
  return inPorts && contains(parseCidr(String(cidrBlock)), parseCidr(source));
}
