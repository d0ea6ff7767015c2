import { describe, expect, test } from '@jest/globals';
import { PortSet, type Protocol, protocols } from '../../../lib/checks/traffic/ports.ts';
import fc from '../../random.ts';

describe('a set of ports', () => {
  test.each([
    ['nothing', PortSet.none, 'No Connections'],
    ['everything', PortSet.all, 'All Connections'],
    ['one port', PortSet.of('TCP', 80), 'TCP 80'],
    ['a range', PortSet.of('UDP', 8000, 8090), 'UDP 8000-8090'],
    ['neighbours as one range', PortSet.of('TCP', 80).union(PortSet.of('TCP', 81)), 'TCP 80-81'],
    [
      'a protocol named once',
      PortSet.union([PortSet.of('TCP', 8000, 8090), PortSet.of('UDP', 53), PortSet.of('TCP', 80)]),
      'TCP 80,8000-8090,UDP 53',
    ],
    [
      'all of two protocols, which is not everything',
      PortSet.allOf('SCTP').union(PortSet.allOf('TCP')),
      'SCTP 1-65535,TCP 1-65535',
    ],
    ['all of three protocols, which is everything', PortSet.union(protocols.map(PortSet.allOf)), 'All Connections'],
  ])('writes %s', (_, set, text) => {
    expect(String(set)).toBe(text);
  });

  test('keeps the protocols apart', () => {
    const web = PortSet.of('TCP', 80);
    expect(web.has('TCP', 80)).toBe(true);
    expect(web.has('UDP', 80)).toBe(false);
    expect(web.has('TCP', 81)).toBe(false);
    expect(web.intersect(PortSet.of('SCTP', 80)).isEmpty).toBe(true);
  });

  test('includes its parts and not more', () => {
    expect(PortSet.of('TCP', 1, 100).includes(PortSet.of('TCP', 50, 100))).toBe(true);
    expect(PortSet.of('TCP', 1, 100).includes(PortSet.of('TCP', 50, 101))).toBe(false);
  });

  test('joins, meets and subtracts as a set of pairs does', () => {
    const range = fc
      .tuple(fc.constantFrom(...protocols), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 4 }))
      .map(([protocol, first, more]) => PortSet.of(protocol, first, first + more));
    const sets = fc.array(range, { maxLength: 5 }).map((all) => PortSet.union(all));
    const pairs = (set: PortSet) =>
      new Set(
        protocols.flatMap((protocol: Protocol) =>
          Array.from({ length: 20 }, (_, port) => [protocol, port] as const)
            .filter((pair) => set.has(...pair))
            .map(String),
        ),
      );
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        expect(pairs(a.union(b))).toEqual(new Set([...pairs(a), ...pairs(b)]));
        expect(pairs(a.intersect(b))).toEqual(new Set([...pairs(a)].filter((pair) => pairs(b).has(pair))));
        expect(a.overlaps(b)).toBe([...pairs(a)].some((pair) => pairs(b).has(pair)));
        expect(pairs(a.minus(b))).toEqual(new Set([...pairs(a)].filter((pair) => !pairs(b).has(pair))));
        expect(a.union(b).equals(b.union(a))).toBe(true);
      }),
    );
  });
});
