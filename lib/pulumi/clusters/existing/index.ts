import { readFileSync } from 'node:fs';
import { type Config, type Output, type Resource, secret } from '@pulumi/pulumi';
import type { Environment } from '../../../model/index.ts';
import type { BuiltCluster } from '../built-cluster.ts';

/** A cluster that was there before: `kubeconfig` or `kubeconfigPath` of the settings says how to reach it. */
export function existing(_environment: Environment, config: Config, _parent: Resource): BuiltCluster {
  return { kubeconfig: kubeconfigOf(config), ready: [], outputs: {} };
}

function kubeconfigOf(config: Config): Output<string> {
  const path = config.get('kubeconfigPath');
  return path === undefined ? config.requireSecret('kubeconfig') : secret(readFileSync(path, 'utf8'));
}
