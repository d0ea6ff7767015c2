import { describe, expect, test } from '@jest/globals';
import type { WorkloadProps } from '../../../lib/model/index.ts';
import { clusterWith, workloadWith } from './plan-of.ts';

type Internet = NonNullable<WorkloadProps['internet']>[number];

/** Where the rule of an internet destination leads. */
function peerOf(destination: Omit<Internet, 'why'>, clusterCidrs?: readonly string[]) {
  const where = clusterCidrs ? { cluster: clusterWith({ clusterCidrs }) } : {};
  const { egress } = workloadWith({ internet: [{ ...destination, why: 'it asks' }] }, where);
  return egress.find(({ peer }) => peer.kind === 'addresses');
}

describe('a destination outside becomes addresses', () => {
  test('of a range', () => {
    expect(peerOf({ cidr: '140.82.112.0/20' })).toMatchObject({
      peer: { id: '140.82.112.0/20', cidrs: ['140.82.112.0/20'], except: [] },
      ports: [{ port: 443, protocol: 'TCP' }],
      why: 'it asks',
    });
  });

  test('of a name with its ranges, on another port', () => {
    const cidrs = ['140.82.112.0/20', '2606:50c0::/32'];
    expect(peerOf({ name: 'api.github.com', cidrs, port: 22 })).toMatchObject({
      peer: { id: 'api.github.com', cidrs, except: [] },
      ports: [{ port: 22, protocol: 'TCP' }],
    });
  });

  test('of a name whose owner publishes none: every public address, and none of the cluster, the metadata service or a private network', () => {
    const rule = peerOf({ name: 'api.payments.example', anyAddress: true }, [
      '10.42.0.0/16',
      '11.0.0.0/16',
      'fd00::/48',
    ]);
    expect(rule?.peer).toMatchObject({
      cidrs: ['0.0.0.0/0'],
      except: [
        '10.0.0.0/8',
        '100.64.0.0/10',
        '11.0.0.0/16',
        '127.0.0.0/8',
        '169.254.0.0/16',
        '172.16.0.0/12',
        '192.168.0.0/16',
      ],
    });
  });
});

test("ranges beside the cluster's own are refused with the range that they overlap", () => {
  expect(() => peerOf({ cidr: '169.254.169.254/32' })).toThrow('it overlaps 169.254.0.0/16');
  expect(() => peerOf({ name: 'db.example', cidrs: ['8.8.8.0/24', '10.43.0.0/24'] })).toThrow(
    'it overlaps 10.43.0.0/16',
  );
  expect(() => peerOf({ cidr: '2000::/3' })).toThrow('a range of /8 or narrower');
});
