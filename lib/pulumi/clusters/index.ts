import type { Config, Resource } from '@pulumi/pulumi';
import type { Environment } from '../../model/index.ts';
import type { BuiltCluster } from './built-cluster.ts';

/** Makes or finds an environment's cluster. Its resources become children of `parent`. */
export type ClusterMaker = (environment: Environment, config: Config, parent: Resource) => BuiltCluster;

/** The maker of each kind of cluster; loaded when it's needed, since each brings packages of its own. */
const makers: Readonly<Record<string, () => Promise<ClusterMaker>>> = {
  existing: async () => (await import('./existing/index.ts')).existing,
};

/** The kind of maker for an environment: where a kubeconfig is given, the cluster was made elsewhere, whatever its kind. */
export function makerKind(environment: Environment, config: Config): string {
  const given = config.get('kubeconfigPath') !== undefined || config.getSecret('kubeconfig') !== undefined;
  return given ? 'existing' : environment.cluster.kind;
}

/** The cluster of an environment. */
export async function buildCluster(environment: Environment, config: Config, parent: Resource): Promise<BuiltCluster> {
  const load = makers[makerKind(environment, config)] ?? makers.existing!;
  return (await load())(environment, config, parent);
}
