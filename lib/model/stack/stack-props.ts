import type { ResourcesProps, Size, WorkloadProps } from './workload-props.ts';

/** A vertical slice that is deployed, scaled and isolated on its own: workloads, databases and the connections between them. */
export interface Stack {
  /** Business area, such as `identity`. */
  readonly domain: string;
  /** Name inside the domain, such as `auth`. */
  readonly name: string;
  /** Programs by name. */
  readonly workloads: Readonly<Record<string, WorkloadProps>>;
  /**
   * PostgreSQL databases by name.
   * @default - none
   */
  readonly databases?: Readonly<Record<string, DatabaseProps>>;
  /**
   * Every connection that is allowed, beyond those that the model adds by itself.
   * @default - none
   */
  readonly edges?: readonly EdgeProps[];
  /**
   * Rules of `check` that an object of this stack may break.
   * @default - none
   */
  readonly exceptions?: readonly ExceptionProps[];
}

/** One allowed connection. Everything that it takes (both policy halves, the Service port) follows from it. */
export interface EdgeProps {
  /** Workload of this stack that opens the connection. */
  readonly from: string;
  /** Workload or database of this stack, or `domain/stack/workload` of another one. */
  readonly to: string;
  /**
   * Port of the destination, by name.
   * @default - `http`, or the only port
   */
  readonly port?: string;
  /** Why the connection is needed. */
  readonly why: string;
}

/** Excuses one object from one rule. `check` lists it; past its last day, or if the object keeps the rule, it is a fault. */
export interface ExceptionProps {
  /** Id of the rule, such as `availability/replicas`. */
  readonly rule: string;
  /** Part of this stack: a workload, a database, or its `<database>-migrate` or `<database>-backup`. */
  readonly of: string;
  /** Kind of the object, such as `Deployment`. */
  readonly kind: string;
  /** Last day on which it holds, in UTC: `2027-03-01`. */
  readonly until: string;
  /** Why the rule can't be kept yet. */
  readonly reason: string;
  /**
   * Names of the environments where the rule is broken.
   * @default - all that the stack runs in
   */
  readonly environments?: readonly string[];
}

/** A PostgreSQL database: in the cluster, or managed by the cloud where the cluster offers that. */
export interface DatabaseProps {
  /**
   * PostgreSQL major version, one of `versions.json`.
   * @default '17'
   */
  readonly version?: string;
  /**
   * Volume in GiB.
   * @default 10
   */
  readonly sizeGi?: number;
  /**
   * CPU and memory.
   * @default 'medium'
   */
  readonly resources?: Size | ResourcesProps;
  /**
   * Take the cloud's managed PostgreSQL (RDS) where the cluster offers one.
   * @default false
   */
  readonly managed?: boolean;
  /**
   * Brings the schema up to date, once a release, before the applications start.
   * @default - no migration
   */
  readonly migration?: MigrationProps;
  /**
   * Dumps the database on a schedule; `false` for none. Managed databases are backed up by the cloud.
   * @default - every night, seven kept
   */
  readonly backup?: BackupProps | false;
}

/** A job that runs in the image of a workload. */
export interface MigrationProps {
  /** Workload whose image and release the job runs. */
  readonly workload: string;
  /** Command, such as `['alembic', 'upgrade', 'head']`. */
  readonly command: readonly string[];
  /**
   * Seconds until a hanging migration counts as failed.
   * @default 600
   */
  readonly timeoutSeconds?: number;
}

/** A nightly dump onto a volume beside the database. */
export interface BackupProps {
  /**
   * Cron schedule in UTC.
   * @default '30 2 * * *'
   */
  readonly schedule?: string;
  /**
   * Dumps to keep.
   * @default 7
   */
  readonly keep?: number;
}
