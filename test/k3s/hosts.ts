import type { HostFacts, NodeFacts } from '../../lib/k3s/facts/host-facts.ts';
import { sumOf, wantedFiles } from '../../lib/k3s/files/files.ts';
import { kernelSettings } from '../../lib/k3s/files/settings.ts';
import { type ClusterRequest, membersOf, unitOf } from '../../lib/k3s/request.ts';
import type { HostProps } from '../../lib/model/index.ts';

const numbers: Readonly<Record<string, number>> = { s1: 11, s2: 12, s3: 13, s4: 14, s5: 15, a1: 21, a2: 22 };

/** A host by its name. */
export function host(name: string): HostProps {
  return { name, address: `192.168.10.${numbers[name]}`, hostKey: `ssh-ed25519 ${name.repeat(34)}` };
}

/** A request for servers and agents by their names. */
export function request(
  servers: readonly string[],
  agents: readonly string[] = [],
  change: object = {},
): ClusterRequest {
  const hosts = {
    version: 'v1.36.3+k3s1',
    servers: servers.map(host),
    agents: agents.map(host),
    ssh: { user: 'ops', key: '/nowhere' },
    ...change,
  };
  return { environment: 'dev', hosts };
}

/** What an empty, healthy host says. */
export function emptyHost(name: string): HostFacts {
  return {
    os: 'debian 12',
    arch: 'x86_64',
    clockAheadSeconds: 0,
    machineId: `machine-${name}`,
    systemd: true,
    memoryMb: 4000,
    swap: false,
    cgroups: ['cpu', 'memory', 'pids'],
    diskFreeMb: 50_000,
    firewalls: [],
    curl: true,
    ports: [22],
    k3s: {
      version: undefined,
      unit: undefined,
      active: false,
      enabled: false,
      newer: undefined,
      data: false,
      member: false,
      owner: undefined,
      authorities: [],
    },
    settings: {},
    files: {},
    nodes: [],
  };
}

/** A node as a server sees it. */
export function node(name: string, change: Partial<NodeFacts> = {}): NodeFacts {
  const { address } = host(name);
  return {
    name,
    version: 'v1.36.3+k3s1',
    etcd: name.startsWith('s'),
    ready: true,
    address,
    cordoned: 'no',
    ...change,
  };
}

/** Facts of hosts that are just as the request wants them, with these nodes in the cluster. */
export function rightHosts(wanted: ClusterRequest, nodes?: readonly NodeFacts[]): Map<string, HostFacts> {
  const members = membersOf(wanted);
  const known = nodes ?? members.map((member) => node(member.host.name, { version: wanted.hosts.version }));
  return new Map(
    members.map((member): [string, HostFacts] => {
      const { name } = member.host;
      const isServer = member.role === 'server';
      const files = wantedFiles(wanted, member).map((file) => [file.path, `${sumOf(file)} ${file.mode}`]);
      const k3s = {
        version: wanted.hosts.version,
        unit: unitOf(member.role),
        active: true,
        enabled: true,
        newer: undefined,
        data: true,
        member: isServer,
        owner: 'dev',
        authorities: ['abc'],
      };
      const facts = { k3s, files: Object.fromEntries(files), settings: kernelSettings, nodes: isServer ? known : [] };
      return [name, { ...emptyHost(name), ...facts }];
    }),
  );
}

/** Facts of empty hosts. */
export function emptyHosts(wanted: ClusterRequest): Map<string, HostFacts> {
  return new Map(membersOf(wanted).map(({ host: { name } }): [string, HostFacts] => [name, emptyHost(name)]));
}
