import { get } from 'node:https';
import { join } from 'node:path';
import type { Authority } from '../certificates.ts';
import { freePorts } from '../ports.ts';
import { type Program, startProgram } from '../program.ts';
import type { Workspace } from '../workspace.ts';
import type { ApiServer } from './api-server.ts';
import { writeKubeconfig } from './kubeconfig.ts';

/** Starts the controller manager with every controller but the autoscalers'. */
export async function startControllerManager(
  workspace: Workspace,
  folder: string,
  authority: Authority,
  server: ApiServer,
): Promise<Program> {
  return startController(workspace, join(folder, 'kube-controller-manager'), authority, server, [
    // Autoscalers need metrics, which simulated pods have none of: an autoscaler's status is simulated instead.
    '--controllers=*,-horizontal-pod-autoscaler-controller',
    `--root-ca-file=${authority.certificate}`,
    `--service-account-private-key-file=${server.tokenKey}`,
    '--use-service-account-credentials=true',
    // A node that dies is noticed sooner than after 50 s, but a restart of the API server is no death.
    '--node-monitor-period=1s',
    '--node-monitor-grace-period=20s',
  ]);
}

/** Starts the scheduler. */
export async function startScheduler(
  workspace: Workspace,
  folder: string,
  authority: Authority,
  server: ApiServer,
): Promise<Program> {
  return startController(workspace, join(folder, 'kube-scheduler'), authority, server, []);
}

async function startController(
  workspace: Workspace,
  command: string,
  authority: Authority,
  server: ApiServer,
  more: readonly string[],
): Promise<Program> {
  const name = command.split('/').at(-1)!;
  const [port] = await freePorts(1);
  const credential = await authority.client(name, `system:${name}`);
  const kubeconfig = join(workspace.folder, `${name}.kubeconfig`);
  writeKubeconfig(kubeconfig, server.port, authority.certificate, credential);
  const common = ['--leader-elect=false', '--bind-address=127.0.0.1', `--secure-port=${port}`];
  // Its own page of health is behind a self-signed certificate; that the server knows its user is proof enough.
  const access = ['kubeconfig', 'authentication-kubeconfig', 'authorization-kubeconfig'].map(
    (flag) => `--${flag}=${kubeconfig}`,
  );
  return startProgram(workspace, {
    name,
    command,
    args: [...common, ...access, ...more],
    ready: () => isHealthy(port!),
  });
}

function isHealthy(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path: '/healthz', rejectUnauthorized: false };
    get(options, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    }).on('error', reject);
  });
}
