import { Config, type Resource } from '@pulumi/pulumi';
import type { Cluster, Environment } from '../../model/index.ts';
import { givesKubeconfig, project, type Settings } from '../settings/settings.ts';
import type { BuiltCluster } from './built-cluster.ts';

/** Makes or finds an environment's cluster; `config` has what the settings say. Its resources become children of `parent`. */
export type ClusterMaker = (environment: Environment, config: Config, parent: Resource) => BuiltCluster;

/** The maker of each kind of cluster; loaded when it's needed, since each brings packages of its own. */
const makers: Partial<Record<Cluster['kind'], () => Promise<ClusterMaker>>> = {
  existing: async () => (await import('./existing/index.ts')).existing,
};

/** How an environment gets its cluster: where a kubeconfig is given, it was made elsewhere, whatever its kind. */
export function makerKind({ cluster }: Environment, settings: Settings): Cluster['kind'] {
  return givesKubeconfig(settings) ? 'existing' : cluster.kind;
}

/** The cluster of an environment. */
export async function buildCluster(
  environment: Environment,
  settings: Settings,
  parent: Resource,
): Promise<BuiltCluster> {
  const load = makers[makerKind(environment, settings)];
  if (!load) throw new Error(`no maker of clusters of kind ${environment.cluster.kind}`);
  return (await load())(environment, new Config(project), parent);
}
