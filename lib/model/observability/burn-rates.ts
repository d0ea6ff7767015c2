/** One alert of the SRE workbook's multi-window, multi-burn-rate set ("Alerting on SLOs", table 5-8). */
export interface BurnRate {
  /** How many times faster than allowed the budget burns. */
  readonly factor: number;
  /** The window that decides. */
  readonly long: string;
  /** The window that ends the alert soon after the trouble. */
  readonly short: string;
  readonly severity: 'critical' | 'warning';
}

/** Two that wake somebody, two that open a ticket; budgets are of 30 days. */
export const burnRates: readonly BurnRate[] = [
  { factor: 14.4, long: '1h', short: '5m', severity: 'critical' },
  { factor: 6, long: '6h', short: '30m', severity: 'critical' },
  { factor: 3, long: '1d', short: '2h', severity: 'warning' },
  { factor: 1, long: '3d', short: '6h', severity: 'warning' },
];

/** The lowest target, in percent, at which every alert can fire: below it the fastest would wait for more errors than requests. */
export const lowestTarget = 100 - 100 / Math.max(...burnRates.map(({ factor }) => factor));
