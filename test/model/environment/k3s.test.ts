import { describe, expect, test } from '@jest/globals';
import { type Environment, k3s } from '../../../lib/model/index.ts';
import { lendClusters } from '../../../lib/model/plan/lend.ts';
import { environmentWith, faultsOf } from '../plan/plan-of.ts';

const keyOf = (index: number) => `ssh-ed25519 ${`AAAAC3NzaC1lZDI1NTE5AAAAI${index}`.padEnd(68, 'x')}`;
const host = (index: number) => ({ name: `s${index}`, address: `192.168.10.${10 + index}`, hostKey: keyOf(index) });
const good = {
  version: 'v1.36.3+k3s1',
  servers: [host(1), host(2), host(3)],
  agents: [host(4), host(5)],
  ssh: { user: 'ops', key: '~/.ssh/id_ed25519' },
};
const faultsWith = (change: object) =>
  faultsOf({ environment: environmentWith({ cluster: k3s({ ...good, ...change }) }) });

describe('a k3s cluster of hosts', () => {
  test('is accepted as it is, and with everything that can be said of it', () => {
    expect(faultsWith({})).toEqual([]);
    expect(
      faultsWith({
        source: { kind: 'folder', path: '~/k3s' },
        sha256: 'a'.repeat(64),
        endpoint: 'api.home.example',
        tlsNames: ['192.168.10.9'],
        networks: { pods: '10.50.0.0/16', services: '10.51.0.0/16' },
        snapshots: {
          schedule: '0 3 * * *',
          keep: 7,
          s3: { endpoint: 's3.example', bucket: 'b', region: 'r', credentialsFile: '~/.s3', folder: 'dev' },
        },
        registries: { 'docker.io': { endpoints: ['https://mirror.example'] } },
        storage: 'longhorn',
        loadBalancer: { kind: 'metallb', addresses: ['192.168.10.200-192.168.10.220'] },
        issuer: { kind: 'private-ca', name: 'private-ca' },
      }),
    ).toEqual([]);
  });

  test('counts its hosts, and nothing more, among its own addresses', () => {
    const { apiServer, clusterCidrs } = k3s(good).capabilities;
    expect(apiServer.cidrs).toEqual(['192.168.10.11/32', '192.168.10.12/32', '192.168.10.13/32']);
    expect(clusterCidrs).toEqual([
      '10.42.0.0/16',
      '10.43.0.0/16',
      ...[1, 2, 3, 4, 5].map((i) => `192.168.10.1${i}/32`),
    ]);
  });

  test('takes its storage class from what its volumes are made of', () => {
    expect(k3s({ ...good, storage: 'longhorn' }).capabilities.storageClass).toBe('longhorn');
  });

  test('has the issuer that it is made with, and no other', () => {
    const issuer = { kind: 'private-ca', name: 'private-ca' } as const;
    const signedBy = (clusterIssuer: string, cluster: Environment['cluster']) =>
      faultsOf({ environment: environmentWith({ cluster, tls: { kind: 'cert-manager', clusterIssuer } }) });
    expect(signedBy('private-ca', k3s({ ...good, issuer }))).toEqual([]);
    expect(signedBy('letsencrypt', k3s({ ...good, issuer }))[0]).toContain('expected its issuer, "private-ca"');
    expect(signedBy('letsencrypt', k3s({ ...good, issuer, capabilities: { issuer: 'letsencrypt' } }))).toEqual([]);
    expect(signedBy('letsencrypt', k3s(good))).toEqual([]);
  });

  test.each([
    [
      'an even number of servers',
      { servers: [host(1), host(2)] },
      'cluster.servers: found 2 servers, expected one, three',
    ],
    [
      'two hosts with one address',
      { agents: [{ ...host(4), address: '192.168.10.11' }] },
      'cluster.agents[0].address: found "192.168.10.11" of servers[0] (s1)',
    ],
    [
      'two hosts with one name',
      { agents: [{ ...host(4), name: 's2' }] },
      'cluster.agents[0].name: found "s2" of servers[1]',
    ],
    [
      'two hosts with one key',
      { agents: [{ ...host(4), hostKey: keyOf(3) }] },
      'agents[0].hostKey: found the key of servers[2]',
    ],
    [
      'pods that overlap services',
      { networks: { pods: '10.42.0.0/15', services: '10.43.0.0/16' } },
      "cluster.networks.services: found 10.43.0.0/16, expected a range outside of the pods' 10.42.0.0/15",
    ],
    [
      'pods that overlap hosts',
      { networks: { pods: '192.168.0.0/16', services: '10.43.0.0/16' } },
      'cluster.networks.pods: found 192.168.0.0/16, which holds the address 192.168.10.11 of s1',
    ],
    [
      'too few addresses for Services',
      { networks: { pods: '10.42.0.0/16', services: '10.43.0.248/29' } },
      'cluster.networks.services: found 10.43.0.248/29, which has 8 addresses, expected at least 16',
    ],
    ['no release of k3s', { version: '1.36' }, 'cluster.hosts.version: found "1.36", expected a release of k3s'],
    [
      'a key that is none',
      { servers: [{ ...host(1), hostKey: 'SHA256:abc' }] },
      'servers[0].hostKey: found "SHA256:abc"',
    ],
    ['an unknown key', { sever: [] }, 'cluster.hosts.sever: found the unknown key "sever"'],
  ])('is refused with %s', (_, change, message) => {
    expect(faultsWith(change)[0]).toContain(message);
  });
});

describe('a borrowed cluster', () => {
  const owner = environmentWith({ name: 'dev', cluster: k3s({ ...good, storage: 'longhorn' }) });
  const borrower = (of: string, name = 'staging'): Environment =>
    environmentWith({ name, cluster: k3s({ of, capabilities: { customMetrics: false } }) });

  test('can do what its owner can, but for what is said of it', () => {
    const { environments, faults } = lendClusters([borrower('dev'), owner]);
    expect(faults).toEqual([]);
    expect(environments[0]?.cluster.capabilities).toEqual({ ...owner.cluster.capabilities, customMetrics: false });
    expect(faultsOf({ environment: environments[0]! })).toEqual([]);
  });

  test('has no other issuer than its owner gave it', () => {
    const issuer = { kind: 'private-ca', name: 'private-ca' } as const;
    const made = environmentWith({ name: 'dev', cluster: k3s({ ...good, issuer }) });
    const staging = { ...borrower('dev'), tls: { kind: 'cert-manager', clusterIssuer: 'letsencrypt' } } as const;
    const { environments } = lendClusters([staging, made]);
    expect(faultsOf({ environment: environments[0]! })).toEqual([
      expect.stringContaining(
        `found "letsencrypt", which the cluster of dev doesn't have, expected its issuer, "private-ca"`,
      ),
    ]);
  });

  test('of an environment that is not there, or borrows itself, is refused', () => {
    expect(lendClusters([borrower('dve'), owner]).faults).toEqual([
      expect.objectContaining({ found: 'the unknown environment "dve"', repair: 'Did you mean "dev"?' }),
    ]);
    expect(lendClusters([borrower('other'), borrower('dev', 'other'), owner]).faults).toEqual([
      expect.objectContaining({ found: '"other", which borrows its cluster itself' }),
    ]);
  });
});
