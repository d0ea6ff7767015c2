import { infraTree } from '../../../../lib/gitops/infra-tree.ts';
import type { Plan } from '../../../../lib/model/index.ts';
import type { KubeObject, Tree } from '../../../../lib/render/tree.ts';
import { plansOf } from '../../../../lib/synth/plans.ts';
import { type Cluster, startCluster } from '../../harness/cluster/cluster.ts';
import { only, readPlatform } from '../../harness/platform.ts';
import { say } from '../../harness/say.ts';

/** A real control plane to which everything that is rendered for an environment was applied. */
export interface RunningEnvironment {
  readonly cluster: Cluster;
  readonly plan: Plan;
  readonly tree: Tree;
}

/** Starts the control plane and applies the environment's objects, wave by wave. */
export async function startEnvironment(name: string): Promise<RunningEnvironment> {
  const [plan] = plansOf(only(await readPlatform(), name, (environment) => environment)) as [Plan];
  const tree = infraTree([plan]);
  const cluster = await startCluster(say, { nodes: 2 });
  const waves = Map.groupBy([...tree.values()].filter(isOfEnvironment), waveOf);
  for (const wave of [...waves.keys()].sort((a, b) => a - b))
    await Promise.all(waves.get(wave)!.map((object) => cluster.api.apply(object)));
  return { cluster, plan, tree };
}

/** The token of a ServiceAccount: whoever has it may do what is rendered for that account, and no more. */
export async function accountToken({ api }: Cluster, namespace: string, account: string): Promise<string> {
  const { body } = await api.send<{ readonly status: { readonly token: string } }>({
    method: 'POST',
    path: `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`,
    body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} },
  });
  return body.status.token;
}

function isOfEnvironment({ metadata: { namespace } }: KubeObject): boolean {
  return namespace !== 'argocd';
}

function waveOf({ metadata }: KubeObject): number {
  return Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
}
