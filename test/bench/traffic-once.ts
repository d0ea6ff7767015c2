// One run of the traffic benchmark in a process of its own, so that its memory is its own: `node traffic-once.ts WORKLOADS POLICIES`.
import { AddressSet } from '../../lib/checks/traffic/addresses.ts';
import { clusterOf } from '../../lib/checks/traffic/cluster.ts';
import { Engine } from '../../lib/checks/traffic/engine.ts';
import { forEachPair } from '../../lib/checks/traffic/pairs.ts';
import { naiveAllows, naivePods } from '../checks/traffic/naive.ts';
import { benchCluster } from './traffic-cluster.ts';

const [workloads, policies] = process.argv.slice(2).map(Number) as [number, number];
const objects = benchCluster(workloads, policies);
const floor = timed(() => JSON.parse(JSON.stringify(objects)));
const read = timed(() => clusterOf(objects));
let pairs = 0;
const solve = timed(() => {
  const engine = new Engine(read.result, AddressSet.all);
  forEachPair(engine, { direction: 'both', reading: 'literal' }, () => pairs++);
});
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
const pods = naivePods(objects);
const asked = 200;
const naive = timed(() => {
  for (let i = 0; i < asked; i++)
    naiveAllows(objects, pods[(i * 37) % pods.length]!, pods[(i * 53 + 1) % pods.length]!, 'TCP', 8000, 'literal');
});
// One port of one protocol of every pair; the engine answers for all ports at once.
const naiveAll = (naive.milliseconds / asked) * pods.length ** 2;
console.log(
  JSON.stringify({
    pairs,
    peakMegabytes,
    floor: floor.milliseconds,
    read: read.milliseconds,
    solve: solve.milliseconds,
    naive: naiveAll,
  }),
);

function timed<T>(work: () => T): { readonly result: T; readonly milliseconds: number } {
  const start = performance.now();
  const result = work();
  return { result, milliseconds: performance.now() - start };
}
