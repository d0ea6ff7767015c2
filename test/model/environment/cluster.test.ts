import { describe, expect, test } from '@jest/globals';
import { eks, existing, k3s } from '../../../lib/model/index.ts';
import { contains, parseCidr } from '../../../lib/model/values/cidr.ts';
import { environmentWith, faultsOf } from '../plan/plan-of.ts';

describe.each([
  ['existing', existing],
  ['k3s', k3s],
  ['eks', eks],
] as const)('a cluster of kind %s', (kind, make) => {
  test('has capabilities that stacks accept', () => {
    expect(make().kind).toBe(kind);
    expect(faultsOf({ environment: environmentWith({ cluster: make() }) })).toEqual([]);
  });

  test('takes capabilities of its own one by one', () => {
    const { capabilities } = make({ capabilities: { storageClass: 'fast' } });
    expect(capabilities).toEqual({ ...make().capabilities, storageClass: 'fast' });
  });

  test('counts its API servers, load balancers and databases among its own addresses, so that no pod calls them "the internet"', () => {
    const { apiServer, ingress, managedDatabase, clusterCidrs } = make().capabilities;
    const inside = [
      ...apiServer.cidrs,
      ...(ingress.kind === 'alb' ? ingress.sourceCidrs : []),
      ...(managedDatabase?.cidrs ?? []),
    ];
    for (const cidr of inside) {
      expect(clusterCidrs.some((range) => contains(parseCidr(range), parseCidr(cidr)))).toBe(true);
    }
  });

  test('a mistyped option is refused', () => {
    const cluster = make({ capability: {} } as object);
    expect(faultsOf({ environment: environmentWith({ cluster }) })).toEqual([
      expect.stringMatching(/^\[environment prod\] cluster\.(aws\.)?capability: found the unknown key "capability", /),
    ]);
  });
});
