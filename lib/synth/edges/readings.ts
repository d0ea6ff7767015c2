import type { Cluster, Reading } from '../../checks/traffic/index.ts';

/**
 * The readings in which the connections of a cluster may differ. That a connection is open is proven in the strictest, that none
 * else is in the most permissive; where neither pods on their node's network, nor named ports, nor unlike pods of one owner leave
 * anything open, they are one.
 */
export function readingsOf({ workloads, policies }: Cluster): readonly Reading[] {
  const onNode = workloads.some(({ pods }) => pods.length > 1 || pods.some(({ hostNetwork }) => hostNetwork));
  const named = policies.some(({ rules }) => rules.some(({ ports = [] }) => ports.some((port) => 'name' in port)));
  return onNode || named ? ['strict', 'permissive'] : ['strict'];
}
