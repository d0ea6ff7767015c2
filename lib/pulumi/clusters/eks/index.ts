import { getCallerIdentity } from '@pulumi/aws/getCallerIdentity.js';
import { Provider } from '@pulumi/aws/provider.js';
import type { Config, Resource } from '@pulumi/pulumi';
import { infrastructureOf } from '../../../model/aws/plan.ts';
import type { Plan } from '../../../model/index.ts';
import type { BuiltCluster } from '../built-cluster.ts';
import { EksCluster } from './eks-cluster.ts';

/** What the settings of an environment may say of its cluster on EKS (`unifyops:eks`). */
export interface EksSettings {
  /**
   * This update may replace or delete the cluster, pools, databases and buckets, which are protected otherwise.
   * @default false
   */
  readonly allowReplace?: boolean;
}

/**
 * The cluster of an environment on Amazon EKS, with the databases that its stacks ask for.
 * @throws TypeError if the environment runs elsewhere
 */
export async function eks(plan: Plan, config: Config, parent: Resource): Promise<BuiltCluster> {
  const infrastructure = infrastructureOf(plan);
  if (!infrastructure) throw new TypeError(`${plan.environment.name} is not on EKS`);
  const { name, region, disposable } = infrastructure.settings;
  const { allowReplace = false } = config.getObject<EksSettings>('eks') ?? {};
  const provider = new Provider(name, { region: region as 'eu-west-2' }, { parent });
  const { accountId } = await getCallerIdentity({}, { provider });
  const context = { infrastructure, account: accountId, protect: !disposable && !allowReplace };
  const { kubeconfig, ready, outputs } = new EksCluster(
    context,
    plan.environment.cluster.capabilities,
    provider,
    parent,
  );
  return { kubeconfig, ready, outputs, values: outputs };
}
