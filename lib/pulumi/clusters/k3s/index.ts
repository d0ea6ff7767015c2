import {
  type Config,
  getOrganization,
  getProject,
  type Output,
  type Resource,
  StackReference,
  secret,
} from '@pulumi/pulumi';
import type { Plan } from '../../../model/index.ts';
import type { BuiltCluster } from '../built-cluster.ts';
import { K3sCluster } from './k3s-cluster.ts';

/**
 * A k3s cluster over SSH, or another environment's, whose Pulumi stack says how to reach it.
 * @throws Error if nobody says what the cluster is made of
 */
export function k3s({ environment }: Plan, _config: Config, parent: Resource): BuiltCluster {
  const { hosts, of } = environment.cluster;
  if (of) {
    const owner = new StackReference(`${getOrganization()}/${getProject()}/${of.environment}`, {}, { parent });
    const kubeconfig: Output<string> = secret(owner.requireOutput('kubeconfig').apply(String));
    return { kubeconfig, ready: [owner], outputs: {}, values: {} };
  }
  if (!hosts)
    throw new Error(
      `${environment.name}: k3s() names no hosts: give them, borrow a cluster with "of", or set a kubeconfig`,
    );
  const cluster = new K3sCluster(environment.name, hosts, parent);
  const outputs = { k3sToken: cluster.token }; // who has it can become a server: it's for a person alone
  return { kubeconfig: cluster.kubeconfig, ready: [cluster.hosts], outputs, values: {} };
}
