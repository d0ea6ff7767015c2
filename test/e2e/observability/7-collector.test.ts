import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { conventions } from '../../../lib/model/observability/conventions.ts';
import type { Tree } from '../../../lib/render/tree.ts';
import { readPlatform, renderTree } from '../harness/platform.ts';
import type { Program } from '../harness/program.ts';
import { waitFor } from '../harness/wait.ts';
import { createWorkspace, type Workspace } from '../harness/workspace.ts';
import { coldBuild, podFiles, said, writeFiles } from './rendered.ts';
import { type Collector, collectorPath, startCollector, startTempoStandIn } from './world/collector.ts';
import { type Listener, startListener } from './world/listener.ts';
import { type Loki, startLoki } from './world/loki.ts';
import { signalsOf, telemetryVariables } from './world/otlp.ts';

/** The rendered collector hands on what a workload sends with the variables that are rendered for it. */
let workspace: Workspace;
let tree: Tree;
let loki: Loki;
let traces: Listener;
let tempo: { readonly address: string; readonly program: Program };
let collector: Collector;

beforeAll(async () => {
  workspace = createWorkspace();
  tree = renderTree(await readPlatform());
  loki = await startLoki(workspace, podFiles(tree, 'dev', 'loki'));
  traces = await startListener('{}');
  tempo = await startTempoStandIn(workspace, traces.url);
  collector = await startCollector(workspace, podFiles(tree, 'dev', 'collector'), {
    tempo: tempo.address,
    loki: loki.url,
  });
  for (const { path, body } of signalsOf(
    telemetryVariables(tree, 'dev/identity-auth/Deployment.identity-auth-api.yaml'),
  )) {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(collector.otlp + path, { method: 'POST', headers, body: JSON.stringify(body) });
    expect({ path, status: response.status }).toEqual({ path, status: 200 });
  }
}, coldBuild);
afterAll(async () => {
  for (const program of [collector?.program, tempo?.program, loki?.program]) await program?.kill();
  await traces?.stop();
  await workspace?.remove();
});

test.each(['dev', 'staging', 'prod'])('the collector accepts the configuration of %s', async (environment) => {
  const folder = workspace.sub(`check-${environment}`);
  writeFiles(folder, podFiles(tree, environment, 'collector'));
  const { ok, text } = await said(await collectorPath(), [
    'validate',
    `--config=${join(folder, 'etc/collector/config.yaml')}`,
  ]);
  expect(ok ? '' : text).toBe('');
});

test('a trace arrives at Tempo and says whose it is', async () => {
  const attributes = await waitFor('the trace', { seconds: 60 }, async () => {
    const [first] = traces.posts.map(({ body }) => JSON.parse(body) as Traces);
    return first?.resourceSpans[0]?.resource.attributes.map(({ key, value }) => `${key}=${value.stringValue}`);
  });
  expect(attributes).toEqual(
    expect.arrayContaining(['service.name=identity-auth-api', 'stack=identity-auth', 'environment=dev']),
  );
});

test('a line of a log is found in Loki by the labels that all other logs have', async () => {
  const query = '{job="identity-auth/api", stack="identity-auth", environment="dev"} | json | level="error"';
  const found = await waitFor('the line', { seconds: 60 }, async () => {
    const response = await fetch(`${loki.url}/loki/api/v1/query_range?${new URLSearchParams({ query })}`);
    const { data } = (await response.json()) as { readonly data: { readonly result: readonly unknown[] } };
    return data.result.length > 0 ? data.result : undefined;
  });
  expect(JSON.stringify(found)).toContain('it fails');
});

test('metrics have the names of the convention, the stack and the environment as labels, and no label a process', async () => {
  const line = await waitFor('the metrics', { seconds: 60 }, async () => {
    const text = await (await fetch(collector.pushed)).text();
    return text.split('\n').find((candidate) => candidate.startsWith(`${conventions.otel.count}{`));
  });
  for (const label of [
    'stack="identity-auth"',
    'environment="dev"',
    `${conventions.otel.status}="200"`,
    `${conventions.otel.route}="/"`,
  ])
    expect(line).toContain(label);
  expect(line).not.toContain('4711');
});

test('it tells of itself where Prometheus asks', async () => {
  expect(await (await fetch(collector.own)).text()).toContain('otelcol_receiver_accepted_spans');
});

interface Traces {
  readonly resourceSpans: readonly {
    readonly resource: {
      readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue: string } }[];
    };
  }[];
}
