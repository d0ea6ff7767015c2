import { stringify } from 'yaml';
import { k3sNetworks } from '../../model/environment/clusters/k3s.ts';
import { type ClusterRequest, endpointOf, type Member } from '../request.ts';
import { hardenedKubelet, hardenedServer } from './hardening.ts';

/** Where k3s reads what joins a node to its cluster: written once, since after that a node knows its cluster by itself. */
export const tokenPath = '/etc/rancher/k3s/token';

/** Snapshots unless somebody says otherwise: every six hours, a week of them. */
const defaultSnapshots = { schedule: '0 */6 * * *', keep: 28 } as const;

/** `config.yaml` of a host. It holds no secret, and nothing that changes while the host does not. */
export function configOf(request: ClusterRequest, member: Member): string {
  return stringify(member.role === 'server' ? serverConfig(request, member) : nodeConfig(member));
}

function nodeConfig({ host }: Member): object {
  return {
    'node-name': host.name,
    'node-ip': host.address,
    'token-file': tokenPath,
    'protect-kernel-defaults': true,
    'kubelet-arg': [...hardenedKubelet],
  };
}

function serverConfig(request: ClusterRequest, member: Member): object {
  const { tlsNames = [], networks = k3sNetworks, snapshots = defaultSnapshots, storage, loadBalancer } = request.hosts;
  const disabled = [
    ...(storage === 'longhorn' ? ['local-storage'] : []),
    ...(loadBalancer?.kind === 'metallb' ? ['servicelb'] : []),
  ];
  return {
    ...nodeConfig(member),
    'agent-token-file': '/etc/rancher/k3s/agent-token',
    'advertise-address': member.host.address,
    'tls-san': [...new Set([endpointOf(request), ...tlsNames])], // a server's own address is in its certificate anyway
    'cluster-cidr': networks.pods,
    'service-cidr': networks.services,
    'cluster-dns': tenthAddress(networks.services),
    ...hardenedServer,
    'etcd-snapshot-schedule-cron': snapshots.schedule,
    'etcd-snapshot-retention': snapshots.keep,
    ...(disabled.length > 0 ? { disable: disabled } : {}),
  };
}

/** What lets a host join: the first server starts the cluster, every other node names one that is in it. */
export function joinConfig(through: string | undefined): string {
  return stringify(through === undefined ? { 'cluster-init': true } : { server: `https://${through}:6443` }).trim();
}

/** The address of DNS: the tenth of the range of Services, as everywhere. */
function tenthAddress(range: string): string {
  const [address = ''] = range.split('/');
  const parts = address.split('.').map(Number);
  return [...parts.slice(0, 3), (parts[3] ?? 0) + 10].join('.');
}
