import { describe, expect, test } from '@jest/globals';
import { networkProblem, rangesOf, roomForPods, subnetsOf } from '../../../lib/model/aws/subnets.ts';
import { eks } from '../../../lib/model/index.ts';
import { contains, overlaps, parseCidr, partOf, sizeOf } from '../../../lib/model/values/cidr.ts';
import fc from '../../random.ts';

const zones = ['eu-west-2a', 'eu-west-2b', 'eu-west-2c'];
const network = fc
  .record({ mask: fc.integer({ min: 16, max: 20 }), second: fc.nat(255), place: fc.nat(255) })
  .map(({ mask, second, place }) => {
    const third = mask === 16 ? 0 : (place << (24 - mask)) & 0xff;
    return `10.${second}.${third}.0/${mask}`;
  });
const someZones = fc.constantFrom(zones, zones.slice(0, 2));

describe('of every network from /16 to /20, in two or three zones', () => {
  test('no two subnets share an address', () => {
    fc.assert(
      fc.property(network, someZones, (cidr, names) => {
        const all = subnetsOf(cidr, names).map((one) => parseCidr(one.cidr));
        expect(all.filter((one, index) => all.some((other, before) => before < index && overlaps(one, other)))).toEqual(
          [],
        );
      }),
    );
  });

  test('all subnets are inside', () => {
    fc.assert(
      fc.property(network, someZones, (cidr, names) => {
        const outside = subnetsOf(cidr, names).filter((one) => !contains(parseCidr(cidr), parseCidr(one.cidr)));
        expect(outside).toEqual([]);
      }),
    );
  });

  test('every role has a subnet in every zone, the control plane in the first two, none smaller than AWS takes', () => {
    fc.assert(
      fc.property(network, someZones, (cidr, names) => {
        const subnets = subnetsOf(cidr, names);
        const zonesOf = (role: string) => subnets.filter((one) => one.role === role).map(({ zone }) => zone);
        for (const role of ['public', 'endpoint', 'private', 'database']) expect(zonesOf(role)).toEqual(names);
        expect(zonesOf('control')).toEqual(names.slice(0, 2));
        expect(Math.min(...subnets.map((one) => sizeOf(parseCidr(one.cidr))))).toBe(16);
      }),
    );
  });

  test('nodes and pods have the most addresses: a quarter of the network at least', () => {
    fc.assert(
      fc.property(network, someZones, (cidr, names) => {
        const room = roomForPods(subnetsOf(cidr, names));
        expect(room).toBeGreaterThan(sizeOf(parseCidr(cidr)) / 4 - 5 * names.length - 1);
      }),
    );
  });

  test('a third zone moves no subnet of the first two', () => {
    fc.assert(
      fc.property(network, (cidr) => {
        const [two, three] = [subnetsOf(cidr, zones.slice(0, 2)), subnetsOf(cidr, zones)];
        expect(three.filter(({ zone }) => zone !== zones[2])).toEqual(two);
      }),
    );
  });
});

describe('the parts of a range', () => {
  test('lie side by side and fill it', () => {
    fc.assert(
      fc.property(network, fc.integer({ min: 21, max: 24 }), (cidr, mask) => {
        const range = parseCidr(cidr);
        const count = 2 ** (mask - Number(cidr.split('/')[1]));
        const parts = Array.from({ length: count }, (_, index) => partOf(range, mask, index));
        expect(parts[0]?.first).toBe(range.first);
        expect(parts.at(-1)?.last).toBe(range.last);
        for (const [index, part] of parts.entries()) {
          expect(parseCidr(part.text)).toEqual(part);
          if (index > 0) expect(part.first).toBe(parts[index - 1]!.last + 1n);
        }
      }),
    );
  });

  test('end where it ends', () => {
    expect(() => partOf(parseCidr('10.0.0.0/16'), 18, 4)).toThrow('10.0.0.0/16 has no part 4 of /18');
    expect(() => partOf(parseCidr('fd00::/48'), 64, 0)).toThrow(RangeError);
  });
});

test.each([
  ['10.0.0.0/15', 'a range from /16'],
  ['10.0.0.0/21', 'a range from /16'],
  ['fd00::/48', 'an IPv4 range'],
  ['10.0.0.1/16', 'no host bits'],
])('%s is no network for a cluster', (text, expected) => {
  expect(networkProblem(text)).toContain(expected);
});

describe('the capabilities of a cluster are those of its subnets, so that the proof of traffic and the network agree', () => {
  test.each([
    [{}, ['10.0.0.0/20', '10.0.16.0/20', '10.0.32.0/20']],
    [{ cidr: '10.8.0.0/18', zones: zones.slice(0, 2) }, ['10.8.0.0/22', '10.8.4.0/22']],
  ])('%j', (props, balancers) => {
    const { cidr = '10.0.0.0/16', zones: names = zones } = props as { cidr?: string; zones?: string[] };
    const subnets = subnetsOf(cidr, names);
    const { ingress, managedDatabase, apiServer, clusterCidrs } = eks(props).capabilities;
    expect(ingress).toMatchObject({ kind: 'alb', sourceCidrs: balancers });
    expect(managedDatabase?.cidrs).toEqual(rangesOf(subnets, 'database'));
    expect(apiServer.cidrs).toEqual(rangesOf(subnets, 'control'));
    expect(clusterCidrs).toEqual([cidr, '172.20.0.0/16']);
  });
});
