// One run of the traffic benchmark in a process of its own, so that its memory is its own: `node traffic-once.ts WORKLOADS POLICIES`,
// and `naive` behind them to ask the naive evaluator about every pair too, on one port.
import { AddressSet } from '../../lib/checks/traffic/addresses.ts';
import { clusterOf } from '../../lib/checks/traffic/cluster.ts';
import { Engine } from '../../lib/checks/traffic/engine.ts';
import { forEachPair } from '../../lib/checks/traffic/pairs.ts';
import { naiveAllows, naivePods } from '../checks/traffic/naive.ts';
import { benchCluster } from './traffic-cluster.ts';

const [workloads, policies, naively] = process.argv.slice(2);
const objects = benchCluster(Number(workloads), Number(policies));
const floor = timed(() => JSON.parse(JSON.stringify(objects)));
const read = timed(() => clusterOf(objects));
const solve = timed(allPairs);
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
const naive = naively === undefined ? undefined : timed(askNaively).milliseconds;
// The first run is also the one in which Node compiles the engine; `diff` and the checks of several environments solve more than once.
const again = timed(allPairs);
const milliseconds = {
  ...{ floor: floor.milliseconds, read: read.milliseconds },
  ...{ solve: solve.milliseconds, again: again.milliseconds },
};
console.log(JSON.stringify({ pairs: solve.result, peakMegabytes, ...milliseconds, cpu: solve.cpuMilliseconds, naive }));

function allPairs(): number {
  let pairs = 0;
  const engine = new Engine(read.result, AddressSet.all);
  forEachPair(engine, { direction: 'both', reading: 'literal' }, () => pairs++);
  return pairs;
}

/** Every pair on one port of one protocol, where the engine answers for all ports at once. */
function askNaively(): void {
  const pods = naivePods(objects);
  for (const from of pods) for (const to of pods) naiveAllows(objects, from, to, 'TCP', 8000, 'literal');
}

function timed<T>(work: () => T): {
  readonly result: T;
  readonly milliseconds: number;
  readonly cpuMilliseconds: number;
} {
  const [start, before] = [performance.now(), process.threadCpuUsage()];
  const result = work();
  const { user, system } = process.threadCpuUsage(before);
  return { result, milliseconds: performance.now() - start, cpuMilliseconds: (user + system) / 1000 };
}
