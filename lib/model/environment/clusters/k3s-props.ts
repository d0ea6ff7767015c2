import type { ClusterProps } from '../cluster.ts';

/** What can be asked of a k3s cluster: to be left alone, to be made out of hosts, or to be another environment's. */
export type K3sProps = ClusterProps | (ClusterProps & K3sHostsProps) | (ClusterProps & BorrowedProps);

/** A cluster of another environment; whatever it can do, this environment has too. */
export interface BorrowedProps {
  /** Name of the environment that owns the cluster. */
  readonly of: string;
}

/** A cluster made over SSH out of Linux hosts. */
export interface K3sHostsProps {
  /** Release, as k3s names it: `v1.36.3+k3s1`. */
  readonly version: string;
  /** One, three or five hosts that run the control plane and keep its data in etcd. */
  readonly servers: readonly HostProps[];
  /**
   * Hosts that run pods alone.
   * @default - none: the servers run everything
   */
  readonly agents?: readonly HostProps[];
  /** How the hosts are reached. */
  readonly ssh: SshProps;
  /**
   * Where the release comes from.
   * @default - the project's release page, which the hosts must reach
   */
  readonly source?: ReleaseSource;
  /**
   * SHA-256 of the `k3s` program, in hexadecimal. It is demanded whatever the release's own list says.
   * @default - what the release's list of checksums says
   */
  readonly sha256?: string;
  /**
   * Name or address that agents and people use, such as that of a load balancer in front of the servers.
   * @default - the first server's address
   */
  readonly endpoint?: string;
  /**
   * More names and addresses that the API server's certificate is good for.
   * @default - none beyond the servers' and the endpoint
   */
  readonly tlsNames?: readonly string[];
  /**
   * Address ranges inside of the cluster.
   * @default - pods 10.42.0.0/16, services 10.43.0.0/16
   */
  readonly networks?: NetworksProps;
  /**
   * Snapshots of the cluster's data.
   * @default - every six hours, 28 kept on each server's disk
   */
  readonly snapshots?: SnapshotsProps;
  /**
   * Mirrors of image registries, by the registry's host.
   * @default - none
   */
  readonly registries?: Readonly<Record<string, RegistryMirrorProps>>;
  /**
   * What volumes are made of: a folder of the node, or disks that Longhorn replicates.
   * @default 'local-path'
   */
  readonly storage?: 'local-path' | 'longhorn';
  /**
   * Who gives Services of type LoadBalancer their address.
   * @default - klipper: every node's own address
   */
  readonly loadBalancer?: LoadBalancerProps;
  /**
   * Who signs the certificates at the edge, as a ClusterIssuer of cert-manager.
   * @default - nobody: cert-manager isn't installed
   */
  readonly issuer?: IssuerProps;
}

/** One Linux host. */
export interface HostProps {
  /** Name of the node. */
  readonly name: string;
  /** IPv4 address that it is reached at, by us and by the other nodes. */
  readonly address: string;
  /** Its public host key as `ssh-keyscan` prints it, type and key: `ssh-ed25519 AAAA…`. No other key is accepted. */
  readonly hostKey: string;
  /**
   * Port of its SSH server.
   * @default 22
   */
  readonly port?: number;
  /**
   * Who logs in.
   * @default - the user that `ssh` names
   */
  readonly user?: string;
}

/** How hosts are reached. Paths are those of this machine, `~` is the home folder. */
export interface SshProps {
  /** Who logs in: root, or one who may use sudo. */
  readonly user: string;
  /**
   * Path of a private key without passphrase.
   * @default - the keys of the SSH agent (`SSH_AUTH_SOCK`)
   */
  readonly key?: string;
  /**
   * Path of a file with the password that sudo asks for.
   * @default - sudo asks for none
   */
  readonly sudoPasswordFile?: string;
  /**
   * A host in front, that every connection goes through.
   * @default - hosts are reached directly
   */
  readonly jump?: JumpProps;
}

/** A host that connections go through. */
export interface JumpProps {
  /** Its address, or a DNS name. */
  readonly address: string;
  /** Its public host key, as in {@link HostProps}. */
  readonly hostKey: string;
  /**
   * Port of its SSH server.
   * @default 22
   */
  readonly port?: number;
  /**
   * Who logs in there.
   * @default - the user that `ssh` names
   */
  readonly user?: string;
}

/** Where a release comes from: an address that hosts download from, or a folder of this machine for hosts without internet. */
export type ReleaseSource =
  /** `<url>/<version>/k3s` and `sha256sum-<arch>.txt` beside it, as the project publishes them. */
  | { readonly kind: 'url'; readonly url: string }
  /** A folder with `k3s`, its `sha256sum-<arch>.txt` and, if there are any, images as `k3s-airgap-images-<arch>.tar.zst`. */
  | { readonly kind: 'folder'; readonly path: string };

/** Address ranges inside of a cluster. */
export interface NetworksProps {
  /** Range of pods. */
  readonly pods: string;
  /** Range of Services; its tenth address is the cluster's DNS. */
  readonly services: string;
}

/** Snapshots of the cluster's data. */
export interface SnapshotsProps {
  /** When, as five fields in UTC: `0 *\/6 * * *`. */
  readonly schedule: string;
  /** How many are kept. */
  readonly keep: number;
  /**
   * A bucket that each is copied to.
   * @default - they stay on the servers' disks
   */
  readonly s3?: S3Props;
}

/** A bucket. */
export interface S3Props {
  /** Host of the service: `s3.eu-central-1.amazonaws.com`. */
  readonly endpoint: string;
  /** Name of the bucket. */
  readonly bucket: string;
  /** Its region. */
  readonly region: string;
  /** Path of a file of this machine with two lines: access key, secret key. */
  readonly credentialsFile: string;
  /**
   * Folder inside of the bucket.
   * @default - its root
   */
  readonly folder?: string;
}

/** Where images of a registry are really pulled from. */
export interface RegistryMirrorProps {
  /** Addresses that are tried one after another: `https://mirror.example.com`. */
  readonly endpoints: readonly string[];
}

/** Who gives Services their address. */
export type LoadBalancerProps =
  | { readonly kind: 'klipper' }
  /** MetalLB answers for these addresses: ranges `192.168.10.200-192.168.10.220` or CIDRs. */
  | { readonly kind: 'metallb'; readonly addresses: readonly string[] };

/** A ClusterIssuer of cert-manager. */
export type IssuerProps =
  /** Certificates of a public authority; `solver` is the DNS-01 solver as cert-manager writes it. */
  | {
      readonly kind: 'acme';
      readonly name: string;
      readonly email: string;
      readonly server: string;
      readonly solver: Readonly<Record<string, unknown>>;
    }
  /** A certificate authority that cert-manager makes and keeps in the cluster. */
  | { readonly kind: 'private-ca'; readonly name: string };
