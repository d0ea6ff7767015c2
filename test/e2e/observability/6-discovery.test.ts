import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { solve } from '../../../lib/checks/traffic/index.ts';
import type { Plan } from '../../../lib/model/index.ts';
import type { Tree } from '../../../lib/render/tree.ts';
import type { Cluster } from '../harness/cluster/cluster.ts';
import { waitFor } from '../harness/wait.ts';
import { coldBuild, podFiles } from './rendered.ts';
import { type Discovery, type FoundTarget, startDiscovery } from './world/discovery.ts';
import { startEnvironment } from './world/environment.ts';

/** Prometheus' own discovery, with the rights that are rendered for it, against a real API server. */
let cluster: Cluster;
let discovery: Discovery;
let plan: Plan;
let tree: Tree;
let found: readonly FoundTarget[] = [];
const jobsIn = (pool: string) =>
  [...new Set(found.filter(({ scrapePool }) => scrapePool === pool).map(({ labels }) => labels.job))].sort();

beforeAll(async () => {
  ({ cluster, plan, tree } = await startEnvironment('dev'));
  discovery = await startDiscovery(cluster, podFiles(tree, 'dev', 'prometheus'), 'observability');
  let unseen: readonly string[] = [];
  await waitFor(
    'Prometheus to see every pod',
    { seconds: 240, everyMs: 1000 },
    async () => {
      const running = await podsThatRun();
      const { targets, pods } = await discovery.seen();
      found = targets;
      unseen = running.filter((name) => !pods.has(name));
      // the controllers make pods wave by wave: nothing is whole before all that is declared is there
      return (
        (running.length > declared().length &&
          unseen.length === 0 &&
          jobsIn('workloads').length >= declared().length) ||
        undefined
      );
    },
    () =>
      `Found: ${jobsIn('workloads').join(', ')}; ${jobsIn('observability').join(', ')}. Not seen: ${unseen.join(', ')}`,
  );
}, coldBuild);
afterAll(async () => {
  await discovery?.program.kill();
  await cluster?.stop();
});

/** Names of every pod of the stacks and of what watches them. */
async function podsThatRun(): Promise<readonly string[]> {
  const { namespace, nodesNamespace } = plan.observability!.settings;
  const places = [plan.environment.namespace, namespace, nodesNamespace];
  const pods = await Promise.all(
    places.map((place) => cluster.api.list({ apiVersion: 'v1', kind: 'Pod', namespace: place })),
  );
  return pods.flat().map(({ metadata }) => metadata.name);
}

const declared = () => plan.observability!.targets.map(({ job }) => job).sort();

test('it finds exactly the workloads that declare metrics', () => {
  expect(jobsIn('workloads')).toEqual(declared());
});

test('it asks each where its stack file says', () => {
  for (const { job, port, path, stack } of plan.observability!.targets) {
    const target = found.find(({ scrapePool, labels }) => scrapePool === 'workloads' && labels.job === job);
    expect(target?.scrapeUrl).toMatch(new RegExp(`^http://[\\d.]+:${port.number}${path}$`));
    expect(target?.labels).toMatchObject({ namespace: 'uo-dev', stack });
  }
});

test('it finds the parts that watch, each once, and the nodes', () => {
  expect(jobsIn('kube-state-metrics')).toEqual(['observability/kube-state-metrics']);
  expect(jobsIn('observability')).not.toContain('observability/kube-state-metrics');
  expect(found.filter(({ scrapePool }) => scrapePool === 'kubelet').length).toBe(2);
  expect(found.filter(({ scrapePool }) => scrapePool === 'cadvisor').length).toBe(2);
});

describe('the proof of traffic', () => {
  test('lets Prometheus reach every target that it found, on its port', () => {
    const connections = solve(tree);
    const prometheus = connections.workloads.find(({ workload }) => workload.name === 'prometheus')!;
    for (const { labels, scrapeUrl } of found.filter(({ scrapePool }) => /workloads|observability/.test(scrapePool))) {
      const target = connections.workloads.find(
        ({ workload: { pods } }) =>
          pods[0]?.labels['app.kubernetes.io/instance'] === labels.stack &&
          `${labels.stack}/${pods[0]?.labels['app.kubernetes.io/name']}` === labels.job,
      );
      const isItself = target?.id === prometheus.id;
      const open = isItself || connections.allowed(prometheus, target!).has('TCP', Number(new URL(scrapeUrl).port));
      expect({ job: labels.job, open }).toEqual({ job: labels.job, open: true });
    }
  });
});
