import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, closeSync, constants, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { builtPart } from '../../../../tools/build/build-part.ts';
import type { Cluster } from '../../harness/cluster/cluster.ts';
import { say } from '../../harness/say.ts';
import { type ProjectProps, writeProject } from './project.ts';
import type { OperationRequest, OperationResult } from './report.ts';

/** A run that goes on. */
export interface RunningOperation {
  /** Resolves when it has ended, killed or not; undefined if it was killed. */
  readonly result: Promise<OperationResult | undefined>;
  /** Ctrl-C, which the engine and everything below it hear. */
  readonly interrupt: () => void;
  /** The end of its log. */
  readonly log: () => string;
}

/** How one run differs from the others. */
export interface RunProps {
  /**
   * Environment variables on top.
   * @default - none
   */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Settings that differ, by key behind `unifyops:`.
   * @default - none
   */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * `kill -9` of the program and the engine after so many signs of work on objects.
   * @default - they live
   */
  readonly killAfter?: number;
}

/** Settings that are secrets. */
const secretSettings: readonly string[] = ['secrets', 'kubeconfig', 'repositoryPassword'];

/** The real Pulumi engine with a project, a state and settings of its own, on a cluster of the harness. */
export class Engine {
  /** Folder of the project. */
  readonly root: string;
  /** Folder of the state. */
  readonly state: string;
  /** Whether the machine had no provider, so that the stand-in runs. */
  readonly isStandIn: boolean;
  readonly #cluster: Cluster;
  readonly #env: NodeJS.ProcessEnv;
  readonly #settings: Readonly<Record<string, string>>;
  #runs = 0;

  private constructor(cluster: Cluster, cli: string, clusterId: string, settings: Readonly<Record<string, string>>) {
    const { workspace, kubeconfig } = cluster;
    const provider = join(import.meta.dirname, '../provider/bin');
    this.#cluster = cluster;
    this.root = workspace.sub('project');
    this.state = workspace.sub('state');
    this.isStandIn = !isOnPath('pulumi-resource-kubernetes');
    this.#settings = { delivery: 'pulumi', installArgocd: 'false', kubeconfigPath: kubeconfig, clusterId, ...settings };
    const path = [dirname(process.execPath), cli, ...(this.isStandIn ? [provider] : []), process.env.PATH];
    this.#env = {
      PATH: path.join(delimiter),
      HOME: workspace.sub('home'),
      TMPDIR: workspace.sub('tmp'),
      PULUMI_HOME: workspace.sub('pulumi'),
      PULUMI_BACKEND_URL: `file://${this.state}`,
      PULUMI_CONFIG_PASSPHRASE: passphrase,
      PULUMI_SKIP_UPDATE_CHECK: 'true',
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
      NO_COLOR: '1',
    };
  }

  /** @param settings by key behind `unifyops:`, on top of how to reach the cluster */
  static async start(cluster: Cluster, settings: Readonly<Record<string, string>>): Promise<Engine> {
    const cli = await builtPart('pulumi', say);
    const system = await cluster.api.get({ apiVersion: 'v1', kind: 'Namespace' }, 'kube-system');
    const engine = new Engine(cluster, cli, system!.metadata.uid, settings);
    say(
      `pulumi-resource-kubernetes: ${engine.isStandIn ? 'a stand-in, since this machine has none' : "this machine's own"}.`,
    );
    return engine;
  }

  /** What the next runs read. */
  write(project: ProjectProps): void {
    writeProject(this.root, project);
  }

  /** Runs to the end. @throws Error if something kills it */
  async run(operation: OperationRequest['operation'], props?: RunProps): Promise<OperationResult> {
    const result = await this.begin(operation, props).result;
    if (result === undefined) throw new Error(`${operation} was killed by somebody else.`);
    return result;
  }

  /** Starts a run. */
  begin(
    operation: OperationRequest['operation'],
    { env = {}, settings = {}, killAfter }: RunProps = {},
  ): RunningOperation {
    const name = `${String(++this.#runs).padStart(2, '0')}-${operation}`;
    const { workspace } = this.#cluster;
    const path = join(workspace.sub('requests'), `${name}.json`);
    const all = Object.entries({ ...this.#settings, ...settings });
    const request: OperationRequest = {
      operation,
      root: this.root,
      environment: 'staging',
      ...(killAfter === undefined ? {} : { killAfter }),
      settings: Object.fromEntries(
        all.map(([key, value]) => [`unifyops:${key}`, { value, secret: secretSettings.includes(key) }]),
      ),
    };
    writeFileSync(path, JSON.stringify(request));
    const logFile = join(workspace.sub('logs'), `pulumi-${name}.log`);
    const log = openSync(logFile, 'a');
    const script = join(import.meta.dirname, 'operation.ts');
    const args = ['--disable-warning=ExperimentalWarning', script, path];
    // Its own process group: a kill reaches the program and the engine at once, as the end of a machine does.
    const child = spawn(process.execPath, args, {
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...this.#env, ...env },
    });
    closeSync(log);
    const note = join(workspace.folder, 'groups', String(child.pid));
    writeFileSync(note, name);
    const result = once(child, 'close').then(() => {
      rmSync(note, { force: true });
      // The request holds the settings in plain text.
      rmSync(path);
      const file = `${path}.result`;
      return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as OperationResult) : undefined;
    });
    return {
      result,
      interrupt: () => process.kill(-child.pid!, 'SIGINT'),
      log: () => readFileSync(logFile, 'utf8'),
    };
  }

  /** Runs the CLI. @returns what it printed */
  async cli(...args: readonly string[]): Promise<string> {
    const child = spawn('pulumi', [...args, '--stack=staging', '--non-interactive'], {
      cwd: this.root,
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    const [code] = (await once(child, 'close')) as [number];
    const output = Buffer.concat(chunks).toString();
    if (code !== 0) throw new Error(`pulumi ${args.join(' ')} ended with ${code}: ${output}`);
    return output;
  }
}

/** What the state's secrets are encrypted with. */
export const passphrase = 'e2e-passphrase-7f3a';

function isOnPath(command: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
