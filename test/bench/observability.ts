/**
 * What stacks add to Prometheus: series and memory with 10, 100 and 1,000 stacks' targets, under the rules that are rendered for them.
 * Run: node test/bench/observability.ts [stacks…]. The table in docs/observability.md comes from here.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { infraTree } from '../../lib/gitops/infra-tree.ts';
import { resolvePlan, type Stack, threeTier } from '../../lib/model/index.ts';
import { freePorts } from '../e2e/harness/ports.ts';
import { sleep } from '../e2e/harness/wait.ts';
import { createWorkspace } from '../e2e/harness/workspace.ts';
import { podFiles, writeFiles } from '../e2e/observability/rendered.ts';
import { startPrometheus } from '../e2e/observability/world/prometheus.ts';
import { startWorkload } from '../e2e/observability/world/workload.ts';
import { images, releasesOf } from '../fixtures/base.ts';
import { watched } from '../fixtures/watched.ts';

/** Pods of a workload, as in an environment with a floor of two. */
const pods = 2;
/** Scrapes and evaluations before anything is read; many stacks take longer until every rule has seen them. */
const settleSeconds = (stacks: number) => 90 + stacks / 6;
const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10, 100, 1000];

const workload = await startWorkload();
for (const path of ['/', '/', '/fail', '/slow']) await fetch(`http://127.0.0.1:${workload.port}${path}`);
const text = workload.metrics('otel');
const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(text));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const port = (server.address() as AddressInfo).port;

console.log('| stacks | targets | series | resident memory |\n|---|---|---|---|');
for (const count of counts) console.log(await measure(count));
server.close();
await workload.stop();

async function measure(count: number): Promise<string> {
  const stacks: readonly Stack[] = Array.from({ length: count }, (_, index) =>
    threeTier({ domain: 'bench', name: `s${index}` }),
  );
  const environment = { ...watched(), quota: { cpu: '9999', memory: '9999Gi', pods: 99_999, storage: '99999Gi' } };
  const plan = resolvePlan({ environment, stacks, releases: releasesOf(stacks), images });
  const targets = (plan.observability?.targets ?? []).flatMap(({ job, stack, name }) =>
    Array.from({ length: pods }, (_, pod) => ({
      targets: [`127.0.0.1:${port}`],
      labels: { job, stack, namespace: environment.namespace, pod: `${name}-${pod}` },
    })),
  );
  const workspace = createWorkspace();
  const [own = 0] = await freePorts(1);
  writeFiles(workspace.folder, podFiles(infraTree([plan]), environment.name, 'prometheus'), (file) => {
    if (!file.startsWith('global:')) return file;
    const config = load(file) as object;
    const scrape_configs = [{ job_name: 'bench', static_configs: targets }];
    return dump({
      ...config,
      alerting: {},
      rule_files: [join(workspace.folder, 'etc/prometheus-rules/*.yaml')],
      scrape_configs,
    });
  });
  const program = await startPrometheus(workspace, workspace.folder, own);
  try {
    await sleep(settleSeconds(count) * 1000);
    const response = await fetch(`http://127.0.0.1:${own}/api/v1/status/tsdb`);
    const { data } = (await response.json()) as { data: { headStats: { numSeries: number } } };
    return `| ${count} | ${targets.length} | ${data.headStats.numSeries} | ${program.residentMb()} MB |`;
  } finally {
    await program.kill();
    await workspace.remove();
  }
}
