import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { say } from '../harness/say.ts';
import { type Rig, startRig } from './rig.ts';

/** How many agents join at once, each time to those that are there already. */
const waves = [2, 8, 16];

let rig: Rig;
const agents: string[] = [];

beforeAll(async () => {
  rig = await startRig();
});

afterAll(() => rig?.stop());

test.each(waves)('%i agents join at once', async (count) => {
  const fresh = Array.from({ length: count }, (_, index) => `a${agents.length + index + 1}`);
  agents.push(...fresh);
  await rig.hosts(...fresh);
  const request = rig.request(['s1'], agents);
  const { times } = await rig.apply(request);
  const seconds = (name: string) => times.find((time) => time.name === name)?.seconds.toFixed(1);
  say(`${count} agents: prepared in ${seconds('prepare')} s, joined in ${seconds('agents join')} s.`);
  expect((await rig.apply(request)).changes).toBe(0);
});
