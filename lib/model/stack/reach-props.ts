/** A host and path prefix that leads to a port. */
export interface RouteProps {
  /** Path prefix, `/` for all. */
  readonly path: string;
  /**
   * Host below the environment's domain: `auth` → `auth.dev.example.com`.
   * @default - the environment's domain itself
   */
  readonly host?: string;
  /**
   * Port by name.
   * @default - `http`, or the only port
   */
  readonly port?: string;
}

/**
 * A destination outside the cluster, by exactly one of `cidr` and `name`. NetworkPolicy knows addresses only: a name needs
 * its address ranges (`cidrs`), or a spoken `anyAddress: true`, which opens the port to every public address.
 */
export interface InternetProps {
  /**
   * Address range; never all addresses.
   * @default - by name
   */
  readonly cidr?: string;
  /**
   * DNS name.
   * @default - by CIDR
   */
  readonly name?: string;
  /**
   * Address ranges that the name resolves to, as its owner publishes them.
   * @default - unknown
   */
  readonly cidrs?: readonly string[];
  /**
   * Accept that the port is open to every public address, because the owner of the name publishes no ranges.
   * @default false
   */
  readonly anyAddress?: boolean;
  /**
   * TCP port.
   * @default 443
   */
  readonly port?: number;
  /** Why it must get there. */
  readonly why: string;
}

/** Permissions in the workload's own namespace, as RBAC rules. */
export interface KubernetesApiProps {
  /** RBAC rules; no wildcards. */
  readonly rules: readonly {
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly verbs: readonly string[];
  }[];
  /** Why it needs them. */
  readonly why: string;
}
