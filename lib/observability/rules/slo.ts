import { burnRates } from '../../model/observability/burn-rates.ts';
import { conventions } from '../../model/observability/conventions.ts';
import type { MetricsTarget } from '../../model/observability/target.ts';
import { anyOf, either } from '../promql.ts';
import { by, errorRatio, groupJobs, jobsOf, slowRatio, type windows } from './requests.ts';
import type { AlertProps, Recording } from './rule.ts';

/** Workloads that promise something. */
const promising = (targets: readonly MetricsTarget[]) => targets.filter(({ slo }) => slo !== undefined);

/** What each job promises, as a share: a series for each promise, which alerts and dashboards are compared with. */
export function objectiveRecordings(targets: readonly MetricsTarget[]): readonly Recording[] {
  // whether it is up is known of every job: the promise stays when the requests do not
  const objective = (slo: string, targetOf: (target: MetricsTarget) => number) =>
    recording(
      'job:slo:objective',
      slo,
      groupJobs(promising(targets), targetOf).map(({ key, jobs }) => `job:up:max{${jobs}} * 0 + ${round(key / 100)}`),
    );
  return [
    ...objective('availability', ({ slo }) => slo!.availability),
    ...objective('success', ({ slo }) => slo!.success),
    ...objective('latency', ({ slo }) => slo!.latency.target),
  ];
}

/** The share of what went wrong of each promise, over every window. */
export function ratioRecordings(
  targets: readonly MetricsTarget[],
  window: (typeof windows)[number],
): readonly Recording[] {
  const record = `job:slo_errors:ratio_rate${window}`;
  const all = promising(targets);
  const latency = groupJobs(all, ({ convention, slo }) => ({
    convention: convention!,
    below: slo!.latency.belowSeconds,
  }));
  const spoken = Object.entries(conventions).filter(([name]) => all.some(({ convention }) => convention === name));
  return [
    // a pod that is gone is no outage while another answers
    ...recording(
      record,
      'availability',
      all.length === 0 ? [] : [`1 - avg_over_time(job:up:max{${jobsOf(all)}}[${window}])`],
    ),
    ...recording(
      record,
      'success',
      spoken.map(([, { count, status }]) => errorRatio(count, status, window)),
    ),
    ...recording(
      record,
      'latency',
      latency.map(({ key, jobs }) => slowRatio(key.convention, jobs, key.below, window)),
    ),
  ];
}

/** One recording of all that say the same of different jobs; none if there is nothing to say. */
function recording(record: string, slo: string, exprs: readonly string[]): readonly Recording[] {
  return exprs.length === 0 ? [] : [{ record, expr: either(exprs), labels: { slo } }];
}

/** Whether at least one pod of a job answers its scrapes; a job whose pods are all gone is down, and not forgotten. */
export function upRecording(jobs: readonly string[]): Recording {
  const up = `up{job=~"${anyOf(jobs)}"}`;
  return { record: 'job:up:max', expr: `max by (${by}) (${up}) or max by (${by}) (last_over_time(${up}[1d])) * 0` };
}

/** The share of the error budget of 30 days that is left: one at the start, negative once it is overdrawn. */
export const budgetRecording: Recording = {
  record: 'job:slo_error_budget:left',
  expr: '1 - job:slo_errors:ratio_rate30d / on (namespace, stack, job, slo) (1 - job:slo:objective)',
};

/** The multi-window, multi-burn-rate alerts of the SRE workbook, for every promise of every job at once. */
export function burnAlerts(): readonly AlertProps[] {
  return burnRates.map(({ factor, long, short, severity }) => {
    const over = (window: string) =>
      `job:slo_errors:ratio_rate${window} > on (namespace, stack, job, slo) ${factor} * (1 - job:slo:objective)`;
    return {
      alert: 'SloErrorBudgetBurn',
      expr: `(${over(long)}) and on (namespace, stack, job, slo) (${over(short)})`,
      for: '1m',
      severity,
      subject: 'stack',
      labels: { window: long },
      summary: '{{ $labels.job }} burns the error budget of its {{ $labels.slo }}',
      description: `{{ $value | humanizePercentage }} went wrong over ${long}, ${factor} times what its promise allows: at this pace the budget of 30 days is gone in ${spent(factor)}.`,
    };
  });
}

function spent(factor: number): string {
  const days = 30 / factor;
  return days >= 2 ? `${Math.round(days)} days` : `${Math.round(days * 24)} hours`;
}

/** Without the noise of binary fractions: 0.995, not 0.9950000000000001. */
function round(share: number): number {
  return Number(share.toFixed(8));
}
