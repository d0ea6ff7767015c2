import type { Cluster, Environment } from '../../model/index.ts';
import { givesKubeconfig, type Settings } from '../settings/settings.ts';

/** How an environment gets its cluster: where a kubeconfig is given, it was made elsewhere, whatever its kind. */
export function makerKind({ cluster }: Environment, settings: Settings): Cluster['kind'] {
  return givesKubeconfig(settings) ? 'existing' : cluster.kind;
}
