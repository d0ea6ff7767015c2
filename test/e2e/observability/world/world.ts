import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { infraTree } from '../../../../lib/gitops/infra-tree.ts';
import type { Plan } from '../../../../lib/model/index.ts';
import { freePorts } from '../../harness/ports.ts';
import { type Program, startProgram } from '../../harness/program.ts';
import { createWorkspace, type Workspace } from '../../harness/workspace.ts';
import { podFiles, writeFiles } from '../rendered.ts';
import { exporterText } from './exporters.ts';
import { faster } from './faster.ts';
import { type Listener, startListener } from './listener.ts';
import { startPrometheus } from './prometheus.ts';
import { type Slack, startSlack } from './slack.ts';
import { startWorkload, type TestWorkload } from './workload.ts';

/** The rendered Prometheus and Alertmanager of an environment in real processes, one real workload, and stand-ins for all others. */
export interface World {
  readonly workload: TestWorkload;
  readonly slack: Slack;
  /** Stands for Amazon Managed Prometheus, where the environment keeps a copy of its metrics. */
  readonly copies: Listener;
  /** Base address of Prometheus. */
  readonly prometheus: string;
  /** Base address of Alertmanager. */
  readonly alertmanager: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts it all. What differs from the rendered configuration: addresses, the pace (see `faster`), and the targets, which carry the
 * labels that relabeling would give them.
 */
export async function startWorld(plan: Plan): Promise<World> {
  const workspace = createWorkspace();
  const [prometheusPort = 0, alertmanagerPort = 0] = await freePorts(2);
  const workload = await startWorkload();
  const slack = await startSlack();
  const copies = await startListener('');
  const exporters = await serve(() => exporterText(plan));
  const stopAll = async (...programs: readonly Program[]) => {
    for (const program of programs) await program.kill();
    await workload.stop();
    await slack.stop();
    await copies.stop();
    exporters.close();
    await workspace.remove();
  };
  try {
    const alertmanager = await startAlertmanager(workspace, plan, slack, alertmanagerPort);
    const targets = targetsOf(plan, workload.port, (exporters.address() as AddressInfo).port, prometheusPort);
    const folder = writePrometheus(workspace, plan, targets, { alertmanagerPort, copies: copies.url });
    const prometheus = await startPrometheus(workspace, folder, prometheusPort);
    return {
      workload,
      slack,
      copies,
      prometheus: `http://127.0.0.1:${prometheusPort}`,
      alertmanager: `http://127.0.0.1:${alertmanagerPort}`,
      stop: () => stopAll(prometheus, alertmanager),
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

async function startAlertmanager(workspace: Workspace, plan: Plan, slack: Slack, port: number): Promise<Program> {
  const folder = workspace.sub('alertmanager');
  const secret = join(folder, 'url');
  writeFileSync(secret, slack.url);
  const files = podFiles(infraTree([plan]), plan.environment.name, 'alertmanager');
  writeFiles(folder, files, (text) => faster(text).replace('/etc/slack/url', secret));
  return startProgram(workspace, {
    name: 'alertmanager',
    command: '/usr/bin/prometheus-alertmanager',
    args: [
      `--config.file=${join(folder, 'etc/alertmanager/alertmanager.yaml')}`,
      `--storage.path=${folder}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    ready: async () => (await fetch(`http://127.0.0.1:${port}/-/ready`)).ok,
  });
}

function writePrometheus(
  workspace: Workspace,
  plan: Plan,
  targets: readonly object[],
  { alertmanagerPort, copies }: { readonly alertmanagerPort: number; readonly copies: string },
): string {
  const folder = workspace.sub('prometheus');
  writeFiles(folder, podFiles(infraTree([plan]), plan.environment.name, 'prometheus'), (text) => {
    if (!text.startsWith('global:')) return faster(text);
    const { remote_write = [], ...config } = load(faster(text)) as {
      readonly remote_write?: readonly { readonly url: string }[];
    };
    return dump({
      ...config,
      remote_write: remote_write.map((one) => ({ ...one, url: copies + new URL(one.url).pathname })),
      rule_files: [join(folder, 'etc/prometheus-rules/*.yaml')],
      alerting: { alertmanagers: [{ static_configs: [{ targets: [`127.0.0.1:${alertmanagerPort}`] }] }] },
      scrape_configs: targets,
    });
  });
  return folder;
}

/** Every workload that declares metrics is the one real workload, by its own convention; everything else are the exporters. */
function targetsOf(plan: Plan, workloadPort: number, exporterPort: number, prometheusPort: number): readonly object[] {
  const { namespace } = plan.environment;
  const watching = (name: string) => ({
    namespace: 'observability',
    stack: 'observability',
    pod: `${name}-0`,
    job: `observability/${name}`,
  });
  const job = (name: string, port: number, path: string, labels: object, honor_labels = false) => ({
    job_name: name,
    metrics_path: path,
    honor_labels,
    static_configs: [{ targets: [`127.0.0.1:${port}`], labels }],
  });
  return [
    ...(plan.observability?.targets ?? []).map(({ name, job: label, stack, convention = 'seed' }) =>
      job(name, workloadPort, `/metrics/${convention}`, { namespace, stack, pod: `${name}-a`, job: label }),
    ),
    ...(plan.observability?.parts ?? []).map(({ name }) => job(name, prometheusPort, '/metrics', watching(name))),
    job('exporters', exporterPort, '/', {}, true),
  ];
}

async function serve(text: () => string): Promise<Server> {
  const server = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(text()),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
