import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { removeCluster } from '../../../lib/k3s/remove.ts';
import { say } from '../harness/say.ts';
import { timed } from '../harness/wait.ts';
import { type Rig, startRig } from './rig.ts';

let rig: Rig;
const agents = Array.from({ length: 16 }, (_, index) => `a${index + 1}`);

beforeAll(async () => {
  rig = await startRig();
  await rig.hosts('s1', ...agents);
});

afterAll(() => rig?.stop());

test.each([2, 8, 16])('%i agents join at once', async (count) => {
  const request = rig.request(['s1'], agents.slice(0, count));
  const { value, seconds } = await timed(() => rig.apply(request));
  const parts = value.times.map(({ name, seconds: part }) => `${name} ${part.toFixed(1)} s`);
  say(`One server and ${count} agents in ${seconds.toFixed(1)} s: ${parts.join(', ')}.`);
  expect((await rig.apply(request)).changes).toBe(0);
  await removeCluster(request, { tell: () => undefined });
});
