/** What the alerts beside the SLOs depend on. */
export interface AlertContext {
  /** Name of the environment, which is that of its Argo CD project. */
  readonly environment: string;
  /** Namespace of the stacks. */
  readonly namespace: string;
  /** Namespaces whose pods are watched: the stacks' and observability's own. */
  readonly namespaces: readonly string[];
  /** Label `job` of everything that is scraped by its annotations. */
  readonly jobs: readonly string[];
  readonly errorPercent: number;
  readonly cpuPercent: number;
  /** Seconds that 95 of 100 requests must stay below. */
  readonly latencySeconds: number;
  /** StatefulSets of databases in the cluster. */
  readonly databases: readonly { readonly name: string; readonly stack: string }[];
  /** CronJobs of backups with their schedules. */
  readonly backups: readonly { readonly name: string; readonly schedule: string }[];
  readonly certManager: boolean;
}
