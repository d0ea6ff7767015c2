import { describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { managedPaths, wantedFiles } from '../../lib/k3s/files/files.ts';
import { hardeningFiles } from '../../lib/k3s/files/hardening.ts';
import type { ClusterRequest } from '../../lib/k3s/request.ts';
import { membersOf } from '../../lib/k3s/request.ts';
import { host, request } from './hosts.ts';

const bucket = { accessKey: 'access', secretKey: 'secret-key' };
const filesOf = (wanted: ClusterRequest, role: 'server' | 'agent' = 'server') =>
  wantedFiles(wanted, membersOf(wanted).find((member) => member.role === role)!, bucket);
const configOf = (wanted: ClusterRequest, role: 'server' | 'agent' = 'server') =>
  load(filesOf(wanted, role).find(({ path }) => path.endsWith('/config.yaml'))!.content) as Record<string, unknown>;
const plain = request(['s1', 's2', 's3'], ['a1']);

describe('the configuration of a server', () => {
  test('names itself, its networks and what its certificate is good for', () => {
    const config = configOf(request(['s1'], [], { endpoint: 'api.home.example', tlsNames: ['192.168.10.9'] }));
    expect(config).toMatchObject({
      'node-name': 's1',
      'node-ip': '192.168.10.11',
      'tls-san': ['api.home.example', '192.168.10.9'],
      'cluster-cidr': '10.42.0.0/16',
      'service-cidr': '10.43.0.0/16',
      'cluster-dns': '10.43.0.10',
    });
  });

  test('is hardened', () => {
    const config = configOf(plain);
    expect(config).toMatchObject({
      'secrets-encryption': true,
      'protect-kernel-defaults': true,
      'write-kubeconfig-mode': '0600',
    });
    const flags = (config['kube-apiserver-arg'] as readonly string[]).join(' ');
    for (const file of Object.keys(hardeningFiles)) expect(flags).toContain(file);
    expect(flags).toContain('anonymous-auth=false');
    expect(JSON.stringify(config)).not.toContain('disable-network-policy');
  });

  test('says nothing that changes when another server comes or goes', () => {
    expect(configOf(request(['s1', 's2', 's4']))).toEqual(configOf(plain));
  });

  test('takes snapshots to disk, and to a bucket whose keys are in a file of their own', () => {
    const s3 = { endpoint: 's3.example', bucket: 'b', region: 'r', credentialsFile: '/keys', folder: 'dev' };
    const wanted = request(['s1'], [], { snapshots: { schedule: '0 3 * * *', keep: 7, s3 } });
    expect(configOf(wanted)).toMatchObject({
      'etcd-snapshot-schedule-cron': '0 3 * * *',
      'etcd-snapshot-retention': 7,
    });
    const holding = filesOf(wanted).filter(({ content }) => content.includes('secret-key'));
    expect(holding.map(({ path, mode }) => [path, mode])).toEqual([['/etc/rancher/k3s/config.yaml.d/s3.yaml', '600']]);
  });

  test('makes room for Longhorn and MetalLB where they are wanted', () => {
    const wanted = request(['s1'], [], {
      storage: 'longhorn',
      loadBalancer: { kind: 'metallb', addresses: ['192.168.10.200-192.168.10.210'] },
    });
    expect(configOf(wanted).disable).toEqual(['local-storage', 'servicelb']);
    const paths = filesOf(wanted).map(({ path }) => path.split('/').at(-1));
    expect(paths).toEqual(
      expect.arrayContaining(['unifyops-gateway.yaml', 'unifyops-longhorn.yaml', 'unifyops-metallb.yaml']),
    );
  });
});

test('an agent knows nothing of servers: no audit policy, no bucket, no manifest', () => {
  expect(filesOf(plain, 'agent').map(({ path }) => path)).toEqual([
    '/etc/rancher/k3s/config.yaml',
    '/etc/rancher/unifyops/cluster',
    '/etc/systemd/system/k3s-agent.service',
  ]);
  expect(configOf(plain, 'agent')).toMatchObject({ 'node-name': 'a1', 'node-ip': host('a1').address });
});

test('only root reads what is written, but for units', () => {
  const modes = filesOf(plain).map(({ path, mode }) => [path.startsWith('/etc/systemd/'), mode]);
  for (const [isUnit, mode] of modes) expect(mode).toBe(isUnit ? '644' : '600');
});

test('every file that may be written is one that facts look at', () => {
  const issuer = { kind: 'private-ca', name: 'ca' };
  const s3 = { endpoint: 'e', bucket: 'b', region: 'r', credentialsFile: '/k' };
  const all = request(['s1'], ['a1'], {
    storage: 'longhorn',
    loadBalancer: { kind: 'metallb', addresses: ['10.0.0.0/24'] },
    issuer,
    registries: { 'docker.io': { endpoints: ['https://m.example'] } },
    snapshots: { schedule: '0 3 * * *', keep: 7, s3 },
  });
  for (const role of ['server', 'agent'] as const)
    for (const { path } of filesOf(all, role)) expect(managedPaths()).toContain(path);
});
