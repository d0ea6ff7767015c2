import { readFileSync } from 'node:fs';
import { applyCluster, type ClusterContext, planOf } from '../../k3s/cluster.ts';
import { readKubeconfig, rotateAuthorities, rotateCertificates, rotateToken, saveSnapshot } from '../../k3s/life.ts';
import { describePlan } from '../../k3s/plan/describe.ts';
import { removeCluster } from '../../k3s/remove.ts';
import type { ClusterRequest } from '../../k3s/request.ts';
import { restoreSnapshot } from '../../k3s/restore.ts';
import { loadPlatform } from '../../load/platform.ts';
import { FaultsError } from '../../model/fault.ts';
import { environmentSchema } from '../../model/input/environment-schema.ts';
import { inputFaults } from '../../model/input/parse.ts';
import { homePath, RemoteError } from '../../ssh/index.ts';
import { exitCode } from '../exit-code.ts';
import { projectRoot } from '../project.ts';

interface VerbOptions {
  readonly env: string;
  readonly yes?: string;
  readonly token?: string;
}

/**
 * Runs a verb of `unifyops cluster`. Progress goes to standard error, results to standard output.
 * @throws FaultsError with everything that is in the way
 */
export async function runVerb(verb: string, options: VerbOptions, argument: string | undefined): Promise<void> {
  const { env, yes } = options;
  if (yes !== undefined && yes !== env)
    throw refusal(env, `--yes ${yes}`, `--yes ${env}, since data is lost`, 'Name the environment once more.');
  const request = await requestOf(env);
  const context: ClusterContext = {
    tell: (host, text) => void process.stderr.write(`${host.padEnd(10)} ${text}\n`),
  };
  try {
    await (verbs[verb] as Run)(request, context, argument, options);
  } catch (error) {
    if (!(error instanceof AggregateError || error instanceof RemoteError)) throw error;
    process.stderr.write(`${error.message}\nRun it again when that is mended: it goes on where it stopped.\n`);
    process.exitCode = exitCode.faults;
  }
}

type Run = (
  request: ClusterRequest,
  context: ClusterContext,
  argument: string | undefined,
  options: VerbOptions,
) => Promise<void>;

const verbs: Readonly<Record<string, Run>> = {
  plan: async (request, context) =>
    void process.stdout.write(`${describePlan(await planOf(request, context)).join('\n')}\n`),
  apply: async (request, context) => {
    const { changes, times } = await applyCluster(request, context);
    const total = times.reduce((sum, { seconds }) => sum + seconds, 0);
    process.stdout.write(`${changes} steps changed something, in ${Math.round(total)} s\n`);
  },
  kubeconfig: async (request, context) => void process.stdout.write(await readKubeconfig(request, context)),
  snapshot: async (request, context, name) =>
    void process.stdout.write(`${await saveSnapshot(request, context, name)}\n`),
  restore: (request, context, snapshot = '', { token }) => {
    const secret = token === undefined ? {} : { token: readToken(request.environment, token) };
    return restoreSnapshot(request, context, { snapshot, ...secret });
  },
  rotate: async (request, context, what) => {
    if (what === 'token') return rotateToken(request, context);
    if (what === 'certificates') return rotateCertificates(request, context);
    if (what === 'authorities') return rotateAuthorities(request, context);
    throw refusal(request.environment, String(what), 'token, certificates or authorities', 'Say which.');
  },
  uninstall: (request, context) => removeCluster(request, context),
};

async function requestOf(name: string): Promise<ClusterRequest> {
  const [environment] = (await loadPlatform(projectRoot, [name])).environments;
  const faults = inputFaults(environmentSchema, environment, `environment ${name}`);
  if (faults.length > 0) throw new FaultsError(faults);
  const { hosts, of } = environment!.cluster;
  if (hosts) return { environment: name, hosts };
  const found = of ? `a cluster borrowed from ${of.environment}` : 'a cluster without hosts';
  const repair = of ? `Say --env ${of.environment}.` : 'Give k3s() its servers.';
  throw refusal(name, found, 'a cluster of its own hosts', repair);
}

function readToken(environment: string, path: string): string {
  try {
    return readFileSync(homePath(path), 'utf8').trim();
  } catch (error) {
    const found = `${path}, which can't be read (${(error as NodeJS.ErrnoException).code})`;
    throw refusal(environment, found, 'a readable file with the token', 'Correct the path.');
  }
}

function refusal(environment: string, found: string, expected: string, repair: string): FaultsError {
  return new FaultsError([{ owner: `environment ${environment}`, path: 'cluster', found, expected, repair }]);
}
