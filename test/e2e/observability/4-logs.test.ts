import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { infraTree } from '../../../lib/gitops/infra-tree.ts';
import type { Plan } from '../../../lib/model/index.ts';
import { dashboardsOf } from '../../../lib/observability/dashboards/dashboards.ts';
import { plansOf } from '../../../lib/synth/plans.ts';
import { panelQueries } from '../../observability/panel-queries.ts';
import { only, readPlatform } from '../harness/platform.ts';
import { waitFor } from '../harness/wait.ts';
import { createWorkspace, type Workspace } from '../harness/workspace.ts';
import { coldBuild, podFiles } from './rendered.ts';
import { type Loki, startLoki } from './world/loki.ts';

/** The rendered Loki takes structured logs and answers the LogQL of every panel. */
let plan: Plan;
let loki: Loki;
let workspace: Workspace;

beforeAll(async () => {
  workspace = createWorkspace();
  [plan] = plansOf(only(await readPlatform(), 'dev', (environment) => environment)) as [Plan];
  loki = await startLoki(workspace, podFiles(infraTree([plan]), 'dev', 'loki'));
  await push();
}, coldBuild);
afterAll(async () => {
  await loki?.program.kill();
  await workspace.remove();
});

/** What Alloy would ship: two lines of JSON of every workload, under the labels that its metrics have. */
async function push(): Promise<void> {
  const streams = plan.applications.flatMap(({ folder, workloads }) =>
    workloads.map(({ selector, namespace, name }) => ({
      stream: {
        environment: 'dev',
        namespace,
        stack: folder,
        job: `${folder}/${selector['app.kubernetes.io/name']}`,
        pod: `${name}-a`,
        container: 'main',
      },
      values: [
        line({ level: 'info', message: 'it starts' }),
        line({ level: 'error', message: 'it fails', trace_id: 'abc' }),
      ],
    })),
  );
  const response = await fetch(`${loki.url}/loki/api/v1/push`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ streams }),
  });
  expect(await response.text()).toBe('');
}

function line(content: object): readonly [string, string] {
  return [`${Date.now()}000000`, JSON.stringify(content)];
}

test('the logs of a service are found by its job, as its metrics are', async () => {
  const lines = await waitFor('the lines', { seconds: 60 }, async () => {
    const found = await ask('{job="identity-auth/service"} | json | level="error"');
    return found.length > 0 ? found : undefined;
  });
  expect(JSON.stringify(lines)).toContain('it fails');
  expect(JSON.stringify(lines)).not.toContain('it starts');
});

test('every LogQL query of every panel gives something', async () => {
  const queries = dashboardsOf(plan)
    .flatMap(panelQueries)
    .filter(({ source }) => source === 'logs');
  expect(queries.length).toBe(2 * plan.applications.length);
  const empty = await waitFor('every panel to show logs', { seconds: 60, everyMs: 1000 }, async () => {
    const results = await Promise.all(queries.map(async ({ owner, expr }) => ({ owner, found: await ask(expr) })));
    const silent = results.filter(({ found }) => found.length === 0).map(({ owner }) => owner);
    return silent.length === 0 ? silent : undefined;
  });
  expect(empty).toEqual([]);
});

async function ask(expr: string): Promise<readonly unknown[]> {
  const range = { start: `${Date.now() - 600_000}000000`, end: `${Date.now() + 1000}000000`, step: '10s' };
  const response = await fetch(`${loki.url}/loki/api/v1/query_range?${new URLSearchParams({ query: expr, ...range })}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`${expr}: ${text}`);
  return (JSON.parse(text) as { data: { result: readonly unknown[] } }).data.result;
}
