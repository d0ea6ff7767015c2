import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AppliedCluster } from '../../../lib/k3s/cluster.ts';
import { say } from '../harness/say.ts';
import { timed } from '../harness/wait.ts';
import { type Rig, startRig } from './rig.ts';

/** How many agents join at once, each time to those that are there already. */
const waves = [2, 8, 16];

let rig: Rig;
const agents: string[] = [];

beforeAll(async () => {
  rig = await startRig();
  await rig.apply(rig.request(['s1'], []));
});

afterAll(() => rig?.stop());

test.each(waves)('%i agents join at once', async (count) => {
  const fresh = Array.from({ length: count }, (_, index) => `a${agents.length + index + 1}`);
  agents.push(...fresh);
  await rig.hosts(...fresh);
  const request = rig.request(['s1'], agents);
  const before = { hosts: rig.lab.cpuSeconds(), own: process.cpuUsage() };
  const { seconds, value } = await timed(() => rig.apply(request));
  const own = process.cpuUsage(before.own);
  const each = {
    hosts: (rig.lab.cpuSeconds() - before.hosts) / count,
    own: (own.user + own.system) / 1e6 / count,
  };
  say(`${count} agents beside ${agents.length - count}: ${seconds.toFixed(1)} s on cores that all of them share.`);
  say(`Work for each of the ${count}: ${each.hosts.toFixed(2)} s of a host, ${each.own.toFixed(2)} s of ours.`);
  for (const phase of value.times) {
    say(`${phase.seconds.toFixed(1).padStart(7)} s  ${phase.name}`);
    for (const [name, longest] of longestSteps(phase.steps)) say(`${longest.toFixed(1).padStart(9)} s  ${name}`);
  }
  expect((await rig.apply(request)).changes).toBe(0);
});

/** Each step by its name, with the seconds of the host that took longest. */
function longestSteps(steps: AppliedCluster['times'][number]['steps']): ReadonlyMap<string, number> {
  const longest = new Map<string, number>();
  for (const { name, seconds } of steps) longest.set(name, Math.max(seconds, longest.get(name) ?? 0));
  return longest;
}
