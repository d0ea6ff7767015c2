/** A recording rule of Prometheus. */
export interface Recording {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** How bad it is: `critical` wakes somebody, `warning` waits for the morning, `info` is for machines. */
export type Severity = 'critical' | 'warning' | 'info';

/** What an alert is about, which decides the dashboard that its message leads to. */
export type Subject = 'stack' | 'environment' | 'cluster' | 'delivery';

/** An alert before its links and common labels are added. */
export interface AlertProps {
  /** Its name, and that of its page under `docs/runbooks/`. */
  readonly alert: string;
  /** PromQL; each series that it gives is an alert. */
  readonly expr: string;
  /**
   * How long it must hold.
   * @default - not at all
   */
  readonly for?: string;
  /** How bad it is. */
  readonly severity: Severity;
  /** Which dashboard shows more. */
  readonly subject: Subject;
  /** One line; `{{ $labels.… }}` and `{{ $value }}` are filled in by Prometheus. */
  readonly summary: string;
  /** What it means for somebody. */
  readonly description: string;
  /**
   * Further labels.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** An alerting rule as Prometheus has it. */
export interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<'summary' | 'description' | 'runbook_url' | 'dashboard_url', string>>;
}

/** Rules that are evaluated together. */
export interface Group {
  readonly name: string;
  /**
   * How often.
   * @default - as often as all others
   */
  readonly interval?: string;
  readonly rules: readonly (Recording | Alert)[];
}
