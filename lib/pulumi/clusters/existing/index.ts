import { type Config, type Output, type Resource, secret } from '@pulumi/pulumi';
import type { Plan } from '../../../model/index.ts';
import { settingsOf } from '../../settings/of-config.ts';
import type { BuiltCluster } from '../built-cluster.ts';
import { readKubeconfig } from './kubeconfig.ts';

/** A cluster that was there before: the settings say how to reach it. Nothing is made. */
export function existing({ environment }: Plan, _config: Config, _parent: Resource): BuiltCluster {
  const kubeconfig: Output<string> = secret(readKubeconfig(settingsOf(environment.name)));
  return { kubeconfig, ready: [], outputs: {}, values: {} };
}
