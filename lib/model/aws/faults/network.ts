import { neverPublic } from '../../plan/internet.ts';
import { contains, overlaps, parseCidr, widestMask } from '../../values/cidr.ts';
import { networkProblem, roomForPods, subnetsOf } from '../subnets.ts';
import type { Check, Checked } from './check.ts';

/** The network: of a size that AWS takes, apart from every other, with room for the pods. */
export const reportNetwork: Check = (checked) => {
  const { cidr, at, report } = checked;
  reportServices(checked);
  reportPublicEndpoint(checked);
  const problem = networkProblem(cidr);
  if (problem) {
    report({ ...at('cidr'), found: `"${cidr}"`, expected: problem, repair: 'Choose another range.' });
    return; // without a network there is nothing to overlap or to fill
  }
  reportOverlaps(checked);
  reportRoom(checked);
};

/** EKS takes ranges of Services out of these. */
const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(parseCidr);

function reportServices({ serviceCidr, at, report }: Checked): void {
  const range = parseCidr(serviceCidr);
  const mask = Number(serviceCidr.split('/')[1]);
  if (mask >= 12 && mask <= 24 && privateRanges.some((all) => contains(all, range))) return;
  report({
    ...at('serviceCidr'),
    found: `"${serviceCidr}"`,
    expected: 'a range from /12 to /24 in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, the only ones that EKS takes',
    repair: 'Choose such a range, or leave the key out.',
  });
}

function reportPublicEndpoint({ publicEndpoint, at, report }: Checked): void {
  for (const [index, range] of publicEndpoint.entries()) {
    const isPrivate = neverPublic.some((one) => overlaps(parseCidr(one), parseCidr(range)));
    if (Number(range.split('/')[1]) >= widestMask && !isPrivate) continue;
    report({
      ...at(`publicEndpoint[${index}]`),
      found: `"${range}"`,
      expected: `public addresses, of a range of /${widestMask} or narrower: not everybody asks the Kubernetes API`,
      repair: 'Name the addresses that your people and runners have on the internet.',
    });
  }
}

function reportOverlaps({ cidr, serviceCidr, neighbours, at, report }: Checked): void {
  const others = [['serviceCidr', serviceCidr], ...neighbours.map((range, index) => [`neighbours[${index}]`, range])];
  for (const [key = '', range = ''] of others) {
    if (!overlaps(parseCidr(cidr), parseCidr(range))) continue;
    report({
      ...at('cidr'),
      found: `"${cidr}", which overlaps ${key} "${range}"`,
      expected: 'a range of its own: an address in two networks is reached in one of them at most',
      repair: 'Move one of the two.',
    });
  }
}

/** Addresses of a node that aren't its stacks' pods': itself, the pods of the platform, and what the VPC CNI keeps warm. */
const addressesOfNode = 12;

function reportRoom({ cidr, zones, nodes, environment, at, report }: Checked): void {
  if (zones.length < 2 || zones.length > 3) return; // told already
  const room = roomForPods(subnetsOf(cidr, zones));
  const machines = [...(nodes.base === false ? [] : [nodes.base]), ...Object.values(nodes.spot)];
  const needed = environment.quota.pods + machines.reduce((sum, { max }) => sum + max, 0) * addressesOfNode;
  if (needed <= room) return;
  report({
    ...at('cidr'),
    found: `"${cidr}", whose private subnets have ${room} addresses`,
    expected: `at least ${needed}, for ${environment.quota.pods} pods of the quota and every node at the pools' largest`,
    repair: 'Take a wider range, or lower quota.pods or the pools.',
  });
}
