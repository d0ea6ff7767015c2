import { machines } from '../model/aws/catalog/machines.ts';
import type { Pool } from '../model/aws/infrastructure.ts';
import type { Requests } from './demand.ts';
import { machineHour, type Prices, spotShare } from './prices.ts';

/** What a machine keeps for itself, the platform's own pods on every node among it. */
const kept: Requests = { cpu: 0.35, memoryGi: 1.3 };

/** Machines of a pool that run, and what each costs. */
export interface Running {
  readonly pool: Pool;
  readonly count: number;
  /** USD an hour of one machine. */
  readonly hour: number;
  /** The same on-demand. */
  readonly onDemandHour: number;
}

/**
 * How many machines of each pool the requests take: every pool at its least, then more of the cheapest that still may grow, as the
 * autoscaler does. What fits on no machine any more is left out: the pods wait.
 */
export function runningMachines(pools: readonly Pool[], needed: Requests, prices: Prices): readonly Running[] {
  const running = pools.map((pool) => ({ pool, count: pool.min, ...hours(pool, prices) }));
  const cheapest = running.toSorted((a, b) => perCore(a) - perCore(b));
  while (!fits(running, needed)) {
    const next = cheapest.find(({ pool, count }) => count < pool.max);
    if (!next) break;
    next.count += 1;
  }
  return running;
}

/** What a pool's machines cost: the first type on-demand, as EKS prefers it; the mean of all types on spot. */
function hours({ types, market }: Pool, prices: Prices): Pick<Running, 'hour' | 'onDemandHour'> {
  const all = types.map((type) => machineHour(prices, type));
  const onDemandHour = market === 'spot' ? all.reduce((total, one) => total + one, 0) / all.length : (all[0] ?? 0);
  return { onDemandHour, hour: market === 'spot' ? onDemandHour * spotShare : onDemandHour };
}

function perCore({ pool, hour }: Running): number {
  return hour / (machines[pool.types[0] ?? '']?.cpu ?? 1);
}

function fits(running: readonly Running[], needed: Requests): boolean {
  const room = (of: 'cpu' | 'memoryGi') =>
    running.reduce((total, { pool, count }) => {
      const machine = machines[pool.types[0] ?? ''];
      return total + count * Math.max(0, (machine?.[of] ?? 0) - kept[of]);
    }, 0);
  return room('cpu') >= needed.cpu && room('memoryGi') >= needed.memoryGi;
}
