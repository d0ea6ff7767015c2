import { afterEach, describe, expect, test } from '@jest/globals';
import Table from 'cli-table3';
import type { Platform } from '../../lib/load/platform.ts';
import type { Stack } from '../../lib/model/index.ts';
import type { Program } from './harness/program.ts';
import { applicationNames, type Running, startRunning, unwatchedStagingFrom } from './harness/running.ts';
import { say } from './harness/say.ts';
import { timed } from './harness/wait.ts';

/** What a number of stacks took. */
interface Cost {
  readonly stacks: number;
  readonly seconds: number;
  readonly programs: readonly { readonly name: string; readonly cpuSeconds: number; readonly megabytes: number }[];
}

describe('one environment grows', () => {
  let running: Running | undefined;
  const costs: Cost[] = [];

  afterEach(async () => {
    await running?.stop();
    running = undefined;
  });

  test.each([20, 200])(
    '%i stacks become Synced and Healthy',
    async (count) => {
      // At Argo CD's own pace: looking at git every few seconds would be work of its own.
      running = await startRunning({ nodes: 20, pollSeconds: 120 });
      const { bootstrap, argo, cluster } = running;
      const ids = Array.from({ length: count }, (_, index) => `scale/s${index}`);
      const platform = await manyStacks(argo.repo.address, ids);
      const { after } = await running.publish(platform, `${count} stacks`);
      const { seconds } = await timed(async () => {
        await bootstrap(platform);
        await argo.applications.settled(applicationNames(ids), { revision: after, seconds: 2400, everyMs: 2000 });
      });
      costs.push({ stacks: count, seconds, programs: [...cluster.programs(), ...argo.programs()].map(measured) });
      expect(await argo.applications.list()).toHaveLength(count + 2);
    },
    3_000_000, // a bound for a hang: 200 stacks take minutes on two quiet cores
  );

  test('and what that costs is known', () => {
    say(costTable(costs));
    expect(costs.map(({ stacks }) => stacks)).toEqual([20, 200]);
  });
});

/** An app that calls an API, one pod each: what grows is the number of applications, and no stack waits for a database. */
function stack(id: string): Stack {
  const [domain = '', name = ''] = id.split('/');
  return {
    domain,
    name,
    workloads: { app: { ports: { http: 8001 } }, api: { ports: { http: 8002 } } },
    edges: [{ from: 'app', to: 'api', why: 'pages are filled with its answers' }],
  };
}

async function manyStacks(repository: string, ids: readonly string[]): Promise<Platform> {
  const quota = { cpu: '1000', memory: '2000Gi', pods: 100_000, storage: '100Ti' };
  const platform = await unwatchedStagingFrom(repository, { stacks: ids, replicas: { ceiling: 1 }, quota });
  const releases = Object.fromEntries(ids.map((id) => [id, { app: { tag: '1.0.0' }, api: { tag: '1.0.0' } }]));
  return { ...platform, stacks: ids.map(stack), releases: new Map([['staging', releases]]) };
}

function measured(program: Program): Cost['programs'][number] {
  return { name: program.name, cpuSeconds: program.cpuSeconds(), megabytes: program.residentMb() };
}

/** Time, processor and memory of each number of stacks, and how much the last is of the first. */
function costTable(costs: readonly Cost[]): string {
  const columns = costs.map(({ stacks }) => `${stacks} stacks`);
  const table = new Table({ head: ['', ...columns, 'times'], style: { head: [], border: [] } });
  const row = (name: string, unit: string, of: (cost: Cost) => number) => {
    const values = costs.map(of);
    const growth = (values.at(-1)! / values[0]!).toFixed(1);
    table.push([name, ...values.map((value) => `${value.toFixed(0)} ${unit}`), growth]);
  };
  const sum = (cost: Cost, key: 'cpuSeconds' | 'megabytes') =>
    cost.programs.reduce((total, program) => total + program[key], 0);
  row('until Synced and Healthy', 's', ({ seconds }) => seconds);
  row('processor, all programs', 's', (cost) => sum(cost, 'cpuSeconds'));
  row('memory, all programs', 'MB', (cost) => sum(cost, 'megabytes'));
  for (const [index, { name }] of costs[0]!.programs.entries()) {
    row(`memory, ${name}`, 'MB', ({ programs }) => programs[index]!.megabytes);
  }
  return table.toString();
}
