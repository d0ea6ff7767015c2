import type { Cluster, Reading } from '../../checks/traffic/index.ts';

/**
 * The readings in which the connections of a cluster may differ. That a connection is open is proven in the strictest, that none
 * else is in the most permissive; where neither pods on their node's network, nor named ports, nor unlike pods of one owner, nor a
 * namespace whose labels nobody knows leave anything open, they are one. An `ipBlock` is compared as addresses in both.
 */
export function readingsOf({ workloads, policies, namespaces }: Cluster): readonly Reading[] {
  const onNode = workloads.some(({ pods }) => pods.length > 1 || pods.some(({ hostNetwork }) => hostNetwork));
  const named = policies.some(({ rules }) => rules.some(({ ports = [] }) => ports.some((port) => 'name' in port)));
  const guessed = [...namespaces.values()].some(({ inhabited, declared }) => inhabited && !declared);
  return onNode || named || guessed ? ['strict', 'permissive'] : ['strict'];
}
