import { join } from 'node:path';
import { builtPart } from '../../../../tools/build/build-part.ts';
import { writeKubeconfig } from '../../harness/cluster/kubeconfig.ts';
import { freePorts } from '../../harness/ports.ts';
import { type Program, startProgram } from '../../harness/program.ts';
import { say } from '../../harness/say.ts';
import { waitFor } from '../../harness/wait.ts';
import { accountToken, type RunningEnvironment } from './environment.ts';
import { type Exposition, exposition } from './exposition.ts';

/** A real exporter. */
export interface Exporter {
  readonly said: () => Promise<Exposition>;
  readonly program: Program;
}

/** kube-state-metrics with its rendered arguments, as the ServiceAccount that is rendered for it. */
export async function startKubeStateMetrics({ cluster, plan }: RunningEnvironment): Promise<Exporter> {
  const { namespace } = plan.observability!.settings;
  const kubeconfig = join(cluster.workspace.folder, 'kube-state-metrics.kubeconfig');
  const token = await accountToken(cluster, namespace, 'kube-state-metrics');
  writeKubeconfig(kubeconfig, cluster.server.port, cluster.authority.certificate, { token });
  const [http = 0, telemetry = 0] = await freePorts(2);
  const here = ['--host=127.0.0.1', '--telemetry-host=127.0.0.1', `--kubeconfig=${kubeconfig}`];
  const args = argsOf(plan, 'kube-state-metrics').map((arg) =>
    arg.replace('--port=8080', `--port=${http}`).replace('--telemetry-port=8081', `--telemetry-port=${telemetry}`),
  );
  const started = await start(cluster.workspace, 'kube-state-metrics', 'kube-state-metrics', [...args, ...here], http);
  await waitFor('the state of objects', { seconds: 60 }, async () => {
    const { labelsOf } = await started.said();
    // each kind is listed for itself: pods may come last
    return ['kube_deployment_spec_replicas', 'kube_pod_info'].every((name) => labelsOf(name).size > 0) || undefined;
  });
  return started;
}

/** node-exporter with its rendered arguments; it sees this machine where its pod sees its node. */
export async function startNodeExporter({ cluster, plan }: RunningEnvironment): Promise<Exporter> {
  const [port = 0] = await freePorts(1);
  const args = argsOf(plan, 'node-exporter').map((arg) => arg.replace('=/host/root', '=/').replace('=/host/', '=/'));
  const here = [...args, `--web.listen-address=127.0.0.1:${port}`];
  return start(cluster.workspace, 'node-exporter', 'node_exporter', here, port);
}

async function start(
  workspace: RunningEnvironment['cluster']['workspace'],
  part: string,
  binary: string,
  args: readonly string[],
  port: number,
): Promise<Exporter> {
  const url = `http://127.0.0.1:${port}/metrics`;
  const program = await startProgram(workspace, {
    name: part,
    command: join(await builtPart(part, say), binary),
    args,
    ready: async () => (await fetch(url)).ok,
  });
  return { program, said: async () => exposition(await (await fetch(url)).text()) };
}

function argsOf({ observability }: RunningEnvironment['plan'], name: string): readonly string[] {
  return observability!.parts.find((part) => part.name === name)?.args ?? [];
}
