import { Config, type Resource } from '@pulumi/pulumi';
import type { Cluster, Plan } from '../../model/index.ts';
import { project, type Settings } from '../settings/settings.ts';
import type { BuiltCluster } from './built-cluster.ts';
import { makerKind } from './kind.ts';

/** Makes or finds the cluster that a plan runs on; `config` has what the settings say. Its resources become children of `parent`. */
export type ClusterMaker = (plan: Plan, config: Config, parent: Resource) => BuiltCluster | Promise<BuiltCluster>;

/** The maker of each kind of cluster; loaded when it's needed, since each brings packages of its own. */
const makers: Partial<Record<Cluster['kind'], () => Promise<ClusterMaker>>> = {
  eks: async () => (await import('./eks/index.ts')).eks,
  k3s: async () => (await import('./k3s/index.ts')).k3s,
  existing: async () => (await import('./existing/index.ts')).existing,
};

/** The cluster that a plan runs on. */
export async function buildCluster(plan: Plan, settings: Settings, parent: Resource): Promise<BuiltCluster> {
  const load = makers[makerKind(plan.environment, settings)];
  if (!load) throw new Error(`no maker of clusters of kind ${plan.environment.cluster.kind}`);
  return (await load())(plan, new Config(project), parent);
}
