import { type Cidr, cidrProblem, parseCidr, partOf, sizeOf } from '../values/cidr.ts';

/** What a subnet is for. */
export type SubnetRole = 'public' | 'control' | 'endpoint' | 'private' | 'database';

/** A subnet in one zone. */
export interface Subnet {
  readonly role: SubnetRole;
  /** `eu-west-2a`. */
  readonly zone: string;
  readonly cidr: string;
}

/** What is expected of a network, or `undefined` if `text` is one that AWS takes and that has room for its subnets. */
export function networkProblem(text: string): string | undefined {
  const problem = cidrProblem(text);
  if (problem) return problem;
  const mask = Number(text.split('/')[1]);
  if (text.includes(':')) return 'an IPv4 range';
  return mask >= 16 && mask <= 20
    ? undefined
    : 'a range from /16, the widest that AWS takes, to /20, the least that has room for pods';
}

/** Zones that a network can have subnets in. */
const mostZones = 3;

/** Addresses that AWS keeps in every subnet. */
const reserved = 5;

/**
 * The subnets of a network, by quarters: the first holds load balancers and NAT (public) and, behind them, the network interfaces of
 * the control plane and of endpoints of AWS; the second and third hold nodes and pods (private), which need by far the most addresses; the fourth databases.
 * A subnet's place depends on its zone's index alone, so that a third zone moves none of the others. The control plane is in the first
 * two: AWS lets a cluster into no other zones than those that it was made in, nor out of one of them.
 * @throws RangeError if the network is too small for them
 */
export function subnetsOf(network: string, zones: readonly string[]): readonly Subnet[] {
  const range = parseCidr(network);
  const mask = Number(network.split('/')[1]);
  const quarter = (index: number) => partOf(range, mask + 2, index);
  const interfaces = partOf(quarter(0), mask + 4, 3);
  const pods: Cidr = { ...quarter(1), last: quarter(2).last };
  const places: Readonly<Record<SubnetRole, (index: number) => Cidr>> = {
    public: (index) => partOf(quarter(0), mask + 4, index),
    control: (index) => partOf(interfaces, 28, index),
    endpoint: (index) => partOf(interfaces, 28, mostZones + index),
    private: (index) => partOf(pods, mask + 3, index),
    database: (index) => partOf(quarter(3), mask + 4, index),
  };
  return (Object.keys(places) as SubnetRole[]).flatMap((role) =>
    (role === 'control' ? zones.slice(0, 2) : zones).map((zone, index) => ({
      role,
      zone,
      cidr: places[role](index).text,
    })),
  );
}

/** The ranges of one role's subnets. */
export function rangesOf(subnets: readonly Subnet[], role: SubnetRole): readonly string[] {
  return subnets.filter((subnet) => subnet.role === role).map(({ cidr }) => cidr);
}

/** Addresses that nodes and pods can have in all zones together. */
export function roomForPods(subnets: readonly Subnet[]): number {
  return rangesOf(subnets, 'private').reduce((sum, cidr) => sum + sizeOf(parseCidr(cidr)) - reserved, 0);
}
