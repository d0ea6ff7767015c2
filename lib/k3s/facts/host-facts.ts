/** What a host is, as `scripts/facts.sh` says it. */
export interface HostFacts {
  /** Debian's words: `debian 12`. */
  readonly os: string;
  readonly arch: string;
  /** How far the host's clock is ahead of ours, in seconds; negative if it is behind. */
  readonly clockAheadSeconds: number;
  readonly machineId: string;
  readonly systemd: boolean;
  readonly memoryMb: number;
  readonly swap: boolean;
  readonly cgroups: readonly string[];
  readonly diskFreeMb: number;
  readonly firewalls: readonly string[];
  readonly curl: boolean;
  /** Ports that somebody listens on. */
  readonly ports: readonly number[];
  /** The k3s that is there, whoever installed it. */
  readonly k3s: InstalledK3s;
  /** Kernel settings by name. */
  readonly settings: Readonly<Record<string, string>>;
  /** Files of ours: checksum and mode, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** The cluster as this host sees it; empty if no server runs here. */
  readonly nodes: readonly NodeFacts[];
}

/** What of k3s is on a host. */
export interface InstalledK3s {
  /** Of the program; undefined if there is none. */
  readonly version: string | undefined;
  readonly unit: 'k3s' | 'k3s-agent' | undefined;
  readonly active: boolean;
  readonly enabled: boolean;
  /** A path that was written after it started, so that it goes on with what was there before; undefined if there is none. */
  readonly newer: string | undefined;
  /** Whether it has ever run as a part of a cluster. */
  readonly data: boolean;
  /** Whether it holds a member's data of etcd. */
  readonly member: boolean;
  /** The environment that installed it. */
  readonly owner: string | undefined;
  /** Checksums of the cluster's certificate authority, the one in use first; empty if there is none. */
  readonly authorities: readonly string[];
}

/** A node of the cluster. */
export interface NodeFacts {
  readonly name: string;
  readonly version: string;
  /** Whether it is a member of etcd. */
  readonly etcd: boolean;
  readonly ready: boolean;
  readonly address: string;
  /** Whether pods are kept away from it. What a person cordoned stays so, whatever we do to the node. */
  readonly cordoned: 'no' | 'by us' | 'by a person';
}
