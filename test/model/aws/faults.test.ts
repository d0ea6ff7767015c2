import { describe, expect, test } from '@jest/globals';
import type { EksProps } from '../../../lib/model/environment/clusters/eks-props.ts';
import { type Environment, eks, FaultsError, type Stack, threeTier } from '../../../lib/model/index.ts';
import { planOn, shop } from '../../pulumi/eks/presets.ts';

/** What is said of a cluster, without the owner, which is the same for all. */
function faultsOf(props: object, stacks: readonly Stack[] = shop, parts: Partial<Environment> = {}): readonly string[] {
  try {
    planOn(props as EksProps, stacks, parts);
    return [];
  } catch (error) {
    if (!(error instanceof FaultsError)) throw error;
    return error.message.split('\n').map((line) => line.replace('[environment prod] cluster.aws.', ''));
  }
}

const pool = { types: ['m6i.large', 'm6a.large', 'm5.large'], min: 1, max: 3 };

describe('what AWS would refuse halfway, or what would be unsafe, is told before anything is made', () => {
  test.each<readonly [string, object, string]>([
    [
      'a network that overlaps the Services',
      { cidr: '172.20.0.0/16' },
      'cidr: found "172.20.0.0/16", which overlaps serviceCidr "172.20.0.0/16", expected a range of its own: an address in two networks is reached in one of them at most. Move one of the two.',
    ],
    [
      'Services in addresses that EKS does not take',
      { serviceCidr: '100.64.0.0/16' },
      'serviceCidr: found "100.64.0.0/16", expected a range from /12 to /24 in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, the only ones that EKS takes. Choose such a range, or leave the key out.',
    ],
    [
      'fewer Services than EKS takes',
      { serviceCidr: '192.168.128.0/25' },
      'serviceCidr: found "192.168.128.0/25", expected a range from /12 to /24 in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, the only ones that EKS takes. Choose such a range, or leave the key out.',
    ],
    [
      'a control plane that everybody may ask',
      { publicEndpoint: ['203.0.113.0/24', '0.0.0.0/0'] },
      'publicEndpoint[1]: found "0.0.0.0/0", expected public addresses, of a range of /8 or narrower: not everybody asks the Kubernetes API. Name the addresses that your people and runners have on the internet.',
    ],
    [
      'a control plane that private addresses ask over the internet',
      { publicEndpoint: ['192.168.10.0/24'] },
      'publicEndpoint[0]: found "192.168.10.0/24", expected public addresses, of a range of /8 or narrower: not everybody asks the Kubernetes API. Name the addresses that your people and runners have on the internet.',
    ],
    [
      'a network that overlaps a neighbour',
      { neighbours: ['192.168.0.0/24', '10.0.200.0/24'] },
      'cidr: found "10.0.0.0/16", which overlaps neighbours[1] "10.0.200.0/24", expected a range of its own: an address in two networks is reached in one of them at most. Move one of the two.',
    ],
    [
      'a network that is too small',
      { cidr: '10.0.0.0/22' },
      'cidr: found "10.0.0.0/22", expected a range from /16, the widest that AWS takes, to /20, the least that has room for pods. Choose another range.',
    ],
    [
      'a network without room for the pods that may run in it',
      { cidr: '10.0.0.0/20', nodes: { base: { ...pool, max: 200 } } },
      'cidr: found "10.0.0.0/20", whose private subnets have 1521 addresses, expected at least 2672, for 200 pods of the quota and every node at the pools\' largest. Take a wider range, or lower quota.pods or the pools.',
    ],
    [
      'one zone',
      { zones: ['eu-west-2a'] },
      'zones: found one zone, expected two or three zones: EKS and RDS demand two, and one that fails must not take everything along. Name zones such as eu-west-2a, eu-west-2b, eu-west-2c, or leave the key out.',
    ],
    [
      'a zone of another region',
      { zones: ['eu-west-2a', 'eu-west-1b'] },
      'zones[1]: found the unknown zone of eu-west-2 "eu-west-1b", expected one of eu-west-2a, eu-west-2b, eu-west-2c. Did you mean "eu-west-2b"?',
    ],
    [
      'an unknown region',
      { region: 'eu-wset-2' },
      'region: found the unknown region "eu-wset-2", expected one of eu-central-1, eu-west-1, eu-west-2, us-east-1. Did you mean "eu-west-2"?',
    ],
    [
      'a public database',
      { databases: { publiclyAccessible: true } },
      'databases.publiclyAccessible: found true, expected false: no database is reached from the internet. Remove it; people reach a database through Session Manager.',
    ],
    [
      'a domain without a zone',
      { dns: { zone: 'elsewhere.example' } },
      'dns.zone: found the zone "elsewhere.example" for the domain "shop.example", expected the domain itself or one above it. Name the zone that holds shop.example, or leave dns out to have one made.',
    ],
    [
      'a version out of support, with the day it ended',
      { version: '1.33' },
      'version: found "1.33", whose support ends on 2026-07-29, expected one of 1.35 (until 2027-03-27), 1.36 (until 2027-08-02), 1.37 (until about 2027-12). Set version to "1.36", or leave it out.',
    ],
    [
      'a version that nobody knows',
      { version: '1.99' },
      'version: found "1.99", expected one of 1.35 (until 2027-03-27), 1.36 (until 2027-08-02), 1.37 (until about 2027-12). Set version to "1.36", or leave it out.',
    ],
    [
      'a spot pool that one shortage empties',
      { nodes: { spot: { all: { ...pool, types: ['m6i.large'] } } } },
      'nodes.spot.all.types: found m6i.large alone, expected at least 3 types: AWS takes one type back all at once. Add types with the same cores and memory.',
    ],
    [
      'machines of several sizes in a pool',
      { nodes: { base: { ...pool, types: ['m6i.large', 'm6i.xlarge'] } } },
      'nodes.base.types: found types of 2 sizes, expected one size: the autoscaler reckons with a node that looks like every other of its pool. Make a pool for each size.',
    ],
    [
      'bounds the wrong way round',
      { nodes: { base: { ...pool, min: 5 } } },
      'nodes.base.max: found 3, expected at least min, 5. Set max to 5 or more.',
    ],
    [
      'no machine at all',
      { nodes: { base: false, spot: {} } },
      'nodes: found no pool, expected an on-demand base or a spot pool. Leave out base: false, or add a pool to spot.',
    ],
  ])('%s', (_, props, message) => {
    expect(faultsOf(props)).toEqual([message]);
  });

  test('an unknown instance type, with the nearest', () => {
    expect(faultsOf({ nodes: { base: { ...pool, types: ['m6i.lagre'] } } })[0]).toMatch(
      /^nodes\.base\.types\[0\]: found the unknown instance type "m6i\.lagre", .* Did you mean "m6i\.large"\?$/,
    );
  });

  test('an unknown class of databases', () => {
    expect(faultsOf({ databases: { classes: { small: 'db.t4g.mirco' } } })[0]).toContain(
      'Did you mean "db.t4g.micro"?',
    );
  });

  test('spot machines alone for a database in the cluster', () => {
    const stacks = [threeTier({ domain: 'identity', name: 'auth' })];
    const spot = { nodes: { base: false, spot: { all: pool } } };
    expect(faultsOf(spot, stacks)).toEqual([
      'nodes.base: found spot machines alone for identity/auth/postgres, expected on-demand machines: a database on spot dies with two minutes of notice, whenever AWS wants. Give the base a pool, or let the stack say managed: true.',
    ]);
    expect(faultsOf(spot)).toEqual([]); // its only database is managed
  });

  test('a name that would make the name of a database too long', () => {
    const [stack] = shop;
    const long = { ...stack!, name: 'a-stack-with-a-rather-long-name' };
    expect(faultsOf({ name: 'a-name-of-thirty-two-characters1' }, [long])[0]).toContain(
      'expected at most 63, the limit of RDS',
    );
  });
});

test('all of it is told at once', () => {
  const everything = {
    region: 'eu-wset-2',
    cidr: '10.0.0.0/22',
    version: '1.30',
    databases: { publiclyAccessible: true },
    dns: { zone: 'elsewhere.example' },
    nodes: { base: { ...pool, types: ['m9.huge'] }, spot: { all: { ...pool, types: ['t3.large'] } } },
  };
  expect(faultsOf(everything).map((line) => line.split(':')[0])).toEqual([
    'region',
    'cidr',
    'version',
    'nodes.base.types[0]',
    'nodes.spot.all.types',
    'databases.publiclyAccessible',
    'dns.zone',
  ]);
});

test('a mistyped key is told with the one that was meant', () => {
  expect(faultsOf({ zone: ['eu-west-2a', 'eu-west-2b'] })[0]).toContain('Did you mean "zones"?');
  expect(faultsOf({ nodes: { base: { ...pool, disk: 20 } } })[0]).toContain(
    'nodes.base.disk: found the unknown key "disk"',
  );
});

test('nothing that is wrong breaks the capabilities: whoever reads them meanwhile sees a cluster as it is by default', () => {
  for (const props of [
    { cidr: 'nonsense' },
    { cidr: 7 },
    { zones: 'all' },
    { region: 'nowhere' },
    { serviceCidr: null },
  ]) {
    expect(eks(props as EksProps).capabilities.apiServer.cidrs.length).toBeGreaterThan(1);
  }
});

test('a domain that is a single label can have neither zone nor certificate', () => {
  expect(faultsOf({}, shop, { domain: 'shop' })).toEqual([
    '[environment prod] domain: found "shop", expected a domain of two labels at least: no zone and no certificate is made for a top-level domain. Choose a domain of yours, such as "shop.example".',
  ]);
});
