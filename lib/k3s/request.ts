import type { HostProps, K3sHostsProps } from '../model/index.ts';

/** Which cluster is wanted. */
export interface ClusterRequest {
  /** Name of the environment that owns it. Hosts remember it, so that no other environment takes them. */
  readonly environment: string;
  readonly hosts: K3sHostsProps;
  /**
   * Hosts that belonged to it and no longer do: they leave, and are left as they were.
   * @default - none
   */
  readonly gone?: readonly HostProps[];
}

/** What a host is for. */
export type Role = 'server' | 'agent';

/** One host of a request. */
export interface Member {
  readonly host: HostProps;
  readonly role: Role;
}

/** Every host that is wanted, servers first. */
export function membersOf({ hosts: { servers, agents = [] } }: ClusterRequest): readonly Member[] {
  return [
    ...servers.map((host): Member => ({ host, role: 'server' })),
    ...agents.map((host): Member => ({ host, role: 'agent' })),
  ];
}

/** systemd's name of what runs on a host. */
export function unitOf(role: Role): 'k3s' | 'k3s-agent' {
  return role === 'server' ? 'k3s' : 'k3s-agent';
}

/** Where people and agents reach the API. */
export function endpointOf({ hosts }: ClusterRequest): string {
  return hosts.endpoint ?? hosts.servers[0]?.address ?? '';
}
