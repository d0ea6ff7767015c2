import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exposed } from '../../../lib/observability/catalogue/exporters.ts';
import type { Program } from '../harness/program.ts';
import { coldBuild } from './rendered.ts';
import { type RunningEnvironment, startEnvironment } from './world/environment.ts';
import { type Exporter, startKubeStateMetrics, startNodeExporter } from './world/real-exporters.ts';

/** The exporters that are rendered, with their rendered arguments and rights: rules and dashboards ask for what they really say. */
let environment: RunningEnvironment;
let state: Exporter;
let node: Exporter;
const programs: Program[] = [];

beforeAll(async () => {
  environment = await startEnvironment('dev');
  state = await startKubeStateMetrics(environment);
  node = await startNodeExporter(environment);
  programs.push(state.program, node.program);
}, coldBuild);
afterAll(async () => {
  for (const program of programs) await program.kill();
  await environment?.cluster.stop();
});

const named = (prefix: string) => Object.entries(exposed).filter(([name]) => name.startsWith(prefix));

describe('kube-state-metrics', () => {
  test.each(named('kube_'))('exposes %s with its labels', async (name, labels) => {
    const { families, labelsOf } = await state.said();
    expect(families).toContain(name);
    const found = labelsOf(name);
    // what has not happened in this cluster has no series, and so shows no labels
    if (found.size > 0) expect([...found]).toEqual(expect.arrayContaining([...labels]));
  });

  test('may see everything that it is told to watch', async () => {
    expect(state.program.tail()).not.toMatch(/forbidden|Failed to (list|watch)/);
    const deployments = (await state.said()).series('kube_deployment_spec_replicas');
    const rendered = environment.plan.applications.flatMap(({ workloads }) => workloads.map(({ name }) => name));
    for (const name of rendered.filter((each) => isDeployment(each)))
      expect(deployments).toContain(`deployment="${name}"`);
  });
});

describe('node-exporter', () => {
  test.each(named('node_'))('exposes %s with its labels', async (name, labels) => {
    expect([...(await node.said()).labelsOf(name)]).toEqual(expect.arrayContaining([...labels]));
    expect((await node.said()).families).toContain(name);
  });
});

function isDeployment(name: string): boolean {
  return [...environment.tree.values()].some(({ kind, metadata }) => kind === 'Deployment' && metadata.name === name);
}
