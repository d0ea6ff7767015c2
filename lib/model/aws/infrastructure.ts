import type { TaintProps } from '../environment/clusters/eks-props.ts';
import type { AwsSettings } from './settings.ts';
import type { Subnet } from './subnets.ts';
import type { AddonVersions } from './versions.ts';

/**
 * Everything decided about an environment's part of AWS, as plain values: Pulumi makes its resources from it, and the bill its lines.
 * Nothing that only an account can know (ids, ARNs) is in it.
 */
export interface Infrastructure {
  /** Name of the environment. */
  readonly environment: string;
  /** Domain of the environment; the certificate is good for it and for every host right below. */
  readonly domain: string;
  /** Private DNS zone of the databases. */
  readonly databaseZone: string;
  readonly settings: AwsSettings;
  readonly subnets: readonly Subnet[];
  /** Zones that have a NAT gateway. */
  readonly natZones: readonly string[];
  readonly addons: AddonVersions;
  readonly pools: readonly Pool[];
  readonly databases: readonly ManagedInstance[];
  /** Ports that a database may listen on. */
  readonly databasePorts: { readonly first: number; readonly last: number };
  readonly buckets: readonly BucketPlan[];
  /** Ports of pods that the load balancer leads to. */
  readonly podPorts: readonly number[];
  readonly identities: readonly Identity[];
  /** What autoscalers ask of pods; `undefined` if no stack scales by more than CPU, or if somebody else serves it. */
  readonly podMetrics: PodMetrics | undefined;
  /** Tags of what all stacks share. */
  readonly tags: Tags;
}

/** Metrics of pods that autoscalers read. */
export interface PodMetrics {
  /** Namespace of the adapter that serves them. */
  readonly namespace: string;
  /** Host of the Prometheus that has them. */
  readonly prometheus: string;
  readonly names: readonly string[];
}

/** Tags by their names, on every resource. */
export type Tags = Readonly<Record<string, string>>;

/** Machines that are alike. */
export interface Pool {
  readonly name: string;
  readonly market: 'on-demand' | 'spot';
  readonly types: readonly string[];
  readonly min: number;
  readonly max: number;
  readonly diskGi: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly TaintProps[];
}

/** One PostgreSQL on RDS. */
export interface ManagedInstance {
  /** `portal/backstage/postgres`. */
  readonly id: string;
  /** `portal/backstage`. */
  readonly stack: string;
  /** Name in AWS. */
  readonly name: string;
  /** First label of its DNS name, and the name of its Secret. */
  readonly host: string;
  readonly port: number;
  /** Secret in Secrets Manager that External Secrets reads for the stack. */
  readonly secret: string;
  /** PostgreSQL major version. */
  readonly version: string;
  /** Name of the database inside PostgreSQL. */
  readonly database: string;
  readonly instanceClass: string;
  readonly sizeGi: number;
  /** How far the storage grows by itself. */
  readonly maxSizeGi: number;
  readonly multiAz: boolean;
  readonly tags: Tags;
}

/** A bucket. */
export interface BucketPlan {
  /** `observability` has what Loki and Tempo keep, a folder each. */
  readonly purpose: 'backups' | 'observability' | 'state';
  /** Days until an object goes; `undefined` for never. */
  readonly expireDays: number | undefined;
}

/** Pods that may call AWS: whoever runs as one of these service accounts has the role, and nobody else. */
export interface Identity {
  /** Last part of the role's name. */
  readonly name: IdentityName;
  readonly namespace: string;
  readonly serviceAccounts: readonly string[];
}

/** The parts of the platform that call AWS. */
export type IdentityName =
  | 'autoscaler'
  | 'cni'
  | 'ebs-csi'
  | 'external-dns'
  | 'external-secrets'
  | 'load-balancer'
  | 'observability'
  | 'prometheus';
