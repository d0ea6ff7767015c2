import { describe, expect, test } from '@jest/globals';
import { AddressSet, addressAt, placeOf } from '../../../lib/checks/traffic/addresses.ts';
import fc from '../../random.ts';

function rangesOf(set: AddressSet): string[] {
  return Array.from(
    { length: set.toggles.length / 2 },
    (_, i) => `${addressAt(set.toggles[2 * i]!)}-${addressAt(set.toggles[2 * i + 1]! - 1n)}`,
  );
}

describe('addresses', () => {
  test.each([
    ['10.0.0.0/8', '10.0.0.0-10.255.255.255'],
    ['10.1.2.3/8', '10.0.0.0-10.255.255.255'],
    ['0.0.0.0/0', '0.0.0.0-255.255.255.255'],
    ['169.254.169.254/32', '169.254.169.254-169.254.169.254'],
    ['2001:db8::/32', '2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['::/0', '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['::ffff:10.0.0.1/128', '::ffff:a00:1-::ffff:a00:1'],
  ])('%s is %s', (cidr, range) => {
    expect(rangesOf(AddressSet.cidr(cidr)!)).toEqual([range]);
  });

  test.each([
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0/8',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '10.0.0.0/08',
    '2001:db8::/129',
    'fe80::1%eth0/64',
    'host/8',
    '',
  ])('%j is no CIDR', (text) => {
    expect(AddressSet.cidr(text)).toBeUndefined();
  });

  test.each(['1:2:3:4:5:6:7:8', '::', '::1', '1::', '1:0:0:2::3', '2001:db8::1:0:0:1', '0:1:2:3:4:5:6:7'])(
    'writes %s as RFC 5952 does',
    (text) => {
      expect(addressAt(placeOf(text)!)).toBe(text);
    },
  );

  test('an address survives being written and read', () => {
    const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
        const place = placeOf(groups.map((each) => each.toString(16)).join(':'))!;
        expect(placeOf(addressAt(place))).toBe(place);
      }),
    );
  });

  test('the two families never meet', () => {
    expect(AddressSet.cidr('0.0.0.0/0')!.intersect(AddressSet.cidr('::/0')!).isEmpty).toBe(true);
    expect(AddressSet.cidr('0.0.0.0/0')!.hasIPv6).toBe(false);
    expect(AddressSet.cidr('::/0')!.hasIPv6).toBe(true);
  });
});
