import { infrastructureOf } from '../model/aws/plan.ts';
import type { Plan } from '../model/plan/plan.ts';
import { type Requests, requestsOf, sum, watchingRequests } from './demand.ts';
import { type Line, total } from './line.ts';
import { linesOf } from './lines.ts';
import { type Running, runningMachines } from './machines.ts';
import { type Prices, priceList, pricesOf } from './prices.ts';
import { hoursOfMonth, usage } from './usage.ts';

/** What one environment costs AWS's customer in a month: an estimate, from list prices. */
export interface Bill {
  readonly environment: string;
  readonly region: string;
  /** Hours of the month that it runs. */
  readonly hours: number;
  readonly lines: readonly Line[];
  /** USD a month. */
  readonly month: number;
  /** USD a month of each stack: what it alone causes, and its share of what all share, by its requests. */
  readonly stacks: Readonly<Record<string, number>>;
  /** USD a month of each domain, and so of the team or tenant that has it. */
  readonly domains: Readonly<Record<string, number>>;
  readonly savings: Savings;
  /** What is assumed, since nobody can know it. */
  readonly assumed: typeof usage;
  /** What its prices are, of which day, and which of its region were confirmed. */
  readonly prices: typeof priceList & Pick<Prices, 'checked'>;
}

/** What an environment would cost more otherwise, in USD a month. */
export interface Savings {
  /** If spot machines were bought on-demand. */
  readonly spot: number;
  /** If as many machines ran all the time as the autoscalers' largest takes. */
  readonly autoscaler: number;
}

/**
 * The bill of an environment; `undefined` if it runs on machines that AWS doesn't rent out.
 * @param hours of the month that it runs; what is kept meanwhile (volumes, databases' storage, buckets) is paid for all of it
 */
export function billOf(plan: Plan, hours: number = hoursOfMonth): Bill | undefined {
  const infrastructure = infrastructureOf(plan);
  if (!infrastructure) return undefined;
  const { region } = infrastructure.settings;
  const prices = pricesOf(region);
  const machines = (at: 'rest' | 'largest') =>
    runningMachines(
      infrastructure.pools,
      sum([...plan.applications.map((one) => requestsOf(one, at)), watchingRequests(plan)]),
      prices,
    );
  const running = machines('rest');
  const lines = linesOf({ infrastructure, plan, prices, running, hours });
  const stacks = byStack(plan, lines);
  return {
    environment: plan.environment.name,
    region,
    hours,
    lines,
    month: total(lines),
    stacks,
    domains: byDomain(stacks),
    savings: {
      spot: running.reduce((all, { count, hour, onDemandHour }) => all + count * hours * (onDemandHour - hour), 0),
      autoscaler: (hourOf(machines('largest')) - hourOf(running)) * hours,
    },
    assumed: usage,
    prices: { ...priceList, checked: prices.checked },
  };
}

function hourOf(running: readonly Running[]): number {
  return running.reduce((all, { count, hour }) => all + count * hour, 0);
}

function byStack({ applications }: Plan, lines: readonly Line[]): Readonly<Record<string, number>> {
  const shared = total(lines.filter(({ stack }) => stack === undefined));
  const requests = new Map(applications.map((one) => [one.id, requestsOf(one, 'rest')]));
  const all = sum([...requests.values()]);
  return Object.fromEntries(
    [...requests].map(([id, own]) => [id, total(lines.filter(({ stack }) => stack === id)) + shared * share(own, all)]),
  );
}

/** The mean of the shares of CPU and memory. */
function share(own: Requests, all: Requests): number {
  return (own.cpu / (all.cpu || 1) + own.memoryGi / (all.memoryGi || 1)) / 2;
}

function byDomain(stacks: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const domains: Record<string, number> = {};
  for (const [id, month] of Object.entries(stacks)) {
    const domain = id.split('/')[0] ?? id;
    domains[domain] = (domains[domain] ?? 0) + month;
  }
  return domains;
}
