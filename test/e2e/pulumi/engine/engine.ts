import { execFile } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { load } from 'js-yaml';
import { builtPart } from '../../../../tools/build/build-part.ts';
import type { Cluster } from '../../harness/cluster/cluster.ts';
import { say } from '../../harness/say.ts';
import { launch, type RunningOperation } from './launch.ts';
import { type ProjectProps, writeProject } from './project.ts';
import type { OperationRequest, OperationResult } from './report.ts';

/** How one run differs from the others. */
export interface RunProps {
  /**
   * Environment variables on top.
   * @default - none
   */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * `kill -9` of the program and the engine after so many signs of work on objects.
   * @default - they live
   */
  readonly killAfter?: number;
  /**
   * Module of another program than the project's.
   * @default - the project's
   */
  readonly program?: string;
}

/** Settings by key behind `unifyops:`. */
export type SettingTexts = Readonly<Record<string, string>>;

const secretSettings: readonly string[] = ['secrets', 'kubeconfig', 'repositoryPassword'];
const ownProgram = join(import.meta.dirname, 'program.ts');
const environment = 'staging';

/** The real Pulumi engine with a project, a state and settings of its own, on a cluster of the harness. */
export class Engine {
  /** Folder of the project. */
  readonly root: string;
  readonly #cluster: Cluster;
  readonly #env: NodeJS.ProcessEnv;
  /** Those that the next run has to set. */
  #settings: SettingTexts = {};
  #runs = 0;

  private constructor(cluster: Cluster, cli: string) {
    const { workspace } = cluster;
    this.#cluster = cluster;
    this.root = workspace.sub('project');
    this.#env = {
      PATH: [dirname(process.execPath), cli, ...standIn(), process.env.PATH].join(delimiter),
      HOME: workspace.sub('home'),
      TMPDIR: workspace.sub('tmp'),
      PULUMI_HOME: workspace.sub('pulumi'),
      PULUMI_BACKEND_URL: `file://${workspace.sub('state')}?${backendOptions()}`,
      PULUMI_CONFIG_PASSPHRASE: passphrase,
      PULUMI_SKIP_UPDATE_CHECK: 'true',
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
      NO_COLOR: '1',
      // A run is a new process, and so is its provider: each would compile the same modules again.
      NODE_COMPILE_CACHE: workspace.sub('compiled'),
    };
  }

  /** Builds the CLI if need be. @param settings on top of how to reach the cluster */
  static async start(cluster: Cluster, settings: SettingTexts = {}): Promise<Engine> {
    const engine = new Engine(cluster, await builtPart('pulumi', say));
    const system = await cluster.api.get({ apiVersion: 'v1', kind: 'Namespace' }, 'kube-system');
    const { kubeconfig } = cluster;
    const reach = { kubeconfigPath: kubeconfig, clusterId: system!.metadata.uid };
    engine.set({ delivery: 'pulumi', installArgocd: 'false', ...reach, ...settings });
    say(`pulumi-resource-kubernetes: ${standIn().length > 0 ? 'a stand-in' : "this machine's own"}.`);
    return engine;
  }

  /** Changes settings for the next runs. */
  set(settings: SettingTexts): void {
    this.#settings = { ...this.#settings, ...settings };
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
  begin(operation: OperationRequest['operation'], props: RunProps = {}): RunningOperation {
    const { env = {}, killAfter, program = ownProgram } = props;
    const name = `${String(++this.#runs).padStart(2, '0')}-${operation}`;
    const entries = Object.entries(this.#settings);
    const settings = Object.fromEntries(
      entries.map(([key, value]) => [`unifyops:${key}`, { value, secret: secretSettings.includes(key) }]),
    );
    this.#settings = {};
    const { root } = this;
    const request = { operation, root, program, environment, settings, ...(killAfter ? { killAfter } : {}) };
    return launch(this.#cluster.workspace, name, request, { ...this.#env, ...env });
  }

  /** Runs the CLI. @returns what it printed @throws Error with what it said */
  async cli(...args: readonly string[]): Promise<string> {
    const all = [...args, `--stack=${environment}`, '--non-interactive'];
    const { stdout } = await promisify(execFile)('pulumi', all, {
      cwd: this.root,
      env: this.#env,
      maxBuffer: 1 << 28,
    });
    return stdout;
  }
}

/** How the project's `Pulumi.yaml` wants its files written: behind the `?` of the backend's address. */
function backendOptions(): string {
  const file = join(import.meta.dirname, '../../../../Pulumi.yaml');
  const { backend } = load(readFileSync(file, 'utf8')) as { readonly backend: { readonly url: string } };
  return backend.url.split('?')[1] ?? '';
}

/** What the state's secrets are encrypted with. */
const passphrase = 'e2e-passphrase-7f3a';

/** Folder of the stand-in provider, if the machine has no real one. */
function standIn(): readonly string[] {
  const hasOwn = (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, 'pulumi-resource-kubernetes'), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  return hasOwn ? [] : [join(import.meta.dirname, '../provider/bin')];
}
