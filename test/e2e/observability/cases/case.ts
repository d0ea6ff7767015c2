/** One test of an alert: series, and whether it fires at a moment. */
export interface Case {
  readonly alert: string;
  /** A sentence about what happens in the world. */
  readonly name: string;
  /** Series → values in promtool's notation, a value a minute: `0+60x30`. */
  readonly series: Readonly<Record<string, string>>;
  /** When it is looked at, such as `20m`. */
  readonly at: string;
  /** How many alerts of this name fire then; zero for what must not. */
  readonly fires: number;
  /**
   * What the alert in the seeds would have done, to which the case is the answer.
   * @default - nothing to answer
   */
  readonly trap?: string;
}

/** Labels of a pod of a workload in the environment that the cases are about. */
export function pod(job: string, name = 'a'): string {
  return `namespace="uo-dev", stack="${job.split('/')[0]}", job="${job}", pod="${name}"`;
}
