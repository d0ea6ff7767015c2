import { join } from 'node:path';
import type { Cluster } from '../cluster/cluster.ts';
import { freePorts } from '../ports.ts';
import { type Program, startProgram } from '../program.ts';
import { argocdNamespace } from './settings.ts';

/** What every component is told. */
export interface Surroundings {
  readonly cluster: Cluster;
  /** Path of the one program that all components are. */
  readonly binary: string;
  readonly redisPort: number;
  readonly repoServerPort: number;
  /** Seconds between two looks at git without a webhook. */
  readonly pollSeconds: number;
}

/** Starts the repo server, which renders what stands in git. */
export async function startRepoServer(around: Surroundings): Promise<Program> {
  const [metrics] = await freePorts(1);
  return start(around, 'argocd-repo-server', metrics!, [
    '--address=127.0.0.1',
    `--port=${around.repoServerPort}`,
    '--metrics-address=127.0.0.1',
    `--metrics-port=${metrics}`,
    '--disable-tls',
    `--redis=127.0.0.1:${around.redisPort}`,
    // Otherwise a poll is answered with a revision that was seen up to three minutes ago.
    `--revision-cache-expiration=${around.pollSeconds}s`,
  ]);
}

/** Starts the application controller, which applies, watches and heals. */
export async function startApplicationController(around: Surroundings): Promise<Program> {
  const [metrics] = await freePorts(1);
  return start(around, 'argocd-application-controller', metrics!, [
    ...repoServer(around, 'repo-server'),
    `--redis=127.0.0.1:${around.redisPort}`,
    `--metrics-port=${metrics}`,
    `--app-resync=${around.pollSeconds}`,
    '--app-resync-jitter=0',
  ]);
}

/** Starts the ApplicationSet controller. @returns it, and the port of its webhook */
export async function startApplicationSetController(around: Surroundings): Promise<{ program: Program; port: number }> {
  const [port, metrics, probe] = await freePorts(3);
  const program = await start(around, 'argocd-applicationset-controller', metrics!, [
    ...repoServer(around, 'argocd-repo-server'),
    `--namespace=${argocdNamespace}`,
    `--webhook-addr=127.0.0.1:${port}`,
    `--metrics-addr=127.0.0.1:${metrics}`,
    `--probe-addr=127.0.0.1:${probe}`,
  ]);
  return { program, port: port! };
}

/** Starts the API server of Argo CD, which takes webhooks. @returns it, and its port */
export async function startArgoServer(around: Surroundings): Promise<{ program: Program; port: number }> {
  const [port, metrics] = await freePorts(2);
  const program = await start(around, 'argocd-server', metrics!, [
    ...repoServer(around, 'repo-server'),
    `--redis=127.0.0.1:${around.redisPort}`,
    '--address=127.0.0.1',
    `--port=${port}`,
    '--metrics-address=127.0.0.1',
    `--metrics-port=${metrics}`,
    '--insecure',
    '--disable-auth',
  ]);
  return { program, port: port! };
}

function repoServer({ repoServerPort }: Surroundings, flag: string): readonly string[] {
  return [`--${flag}=127.0.0.1:${repoServerPort}`, '--repo-server-plaintext'];
}

async function start(
  { cluster, binary }: Surroundings,
  name: string,
  metricsPort: number,
  args: readonly string[],
): Promise<Program> {
  const { workspace, kubeconfig } = cluster;
  const own = (folder: string) => workspace.sub(join(name, folder));
  return startProgram(workspace, {
    name,
    command: binary,
    args: name === 'argocd-repo-server' ? args : [...args, `--kubeconfig=${kubeconfig}`, ...namespaceFlag(name)],
    env: {
      // One program is all components.
      ARGOCD_BINARY_NAME: name,
      // `https://kubernetes.default.svc` is the cluster of the kubeconfig.
      ARGOCD_FAKE_IN_CLUSTER: 'true',
      KUBECONFIG: kubeconfig,
      HOME: own('home'),
      TMPDIR: own('tmp'),
      ARGOCD_TLS_DATA_PATH: own('tls'),
      ARGOCD_SSH_DATA_PATH: own('ssh'),
      // By default it rests 2 s after each wave, although it waits for health anyway: 8 s of a release.
      ARGOCD_SYNC_WAVE_DELAY: '0',
      ARGOCD_GPG_ENABLED: 'false',
      ARGOCD_GNUPGHOME: own('gpg'),
      ARGOCD_PLUGINSOCKFILEPATH: own('plugins'),
    },
    ready: async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).ok,
  });
}

function namespaceFlag(name: string): readonly string[] {
  return name === 'argocd-applicationset-controller' ? [] : [`--namespace=${argocdNamespace}`];
}
