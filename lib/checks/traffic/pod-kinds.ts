import { remember } from './remember.ts';
import type { Rulebook } from './rulebook.ts';
import type { Pod } from './workloads.ts';

/**
 * A number for each pod, different ones for pods that differ in a port some policy names, or in sharing their node's network: what no
 * selector tells apart and a class must.
 */
export function podKinds(pods: readonly Pod[], rulebook: Rulebook): number[] {
  const names = new Set(
    rulebook.portLists.flatMap((list) => list.names.map(({ protocol, name }) => `${protocol} ${name}`)),
  );
  const numbers = new Map<string, number>();
  // most clusters have no named port in any policy, and then no port tells pods apart
  if (names.size === 0) return pods.map(({ hostNetwork }) => (hostNetwork ? 1 : 0));
  return pods.map(({ ports, hostNetwork }) => {
    const named = ports
      .filter((port) => port.name !== undefined && names.has(`${port.protocol} ${port.name}`))
      .map(({ protocol, name, number }) => `${protocol} ${name} ${number}`);
    const key = `${hostNetwork} ${named.length > 1 ? named.sort() : named}`;
    return remember(numbers, key, () => numbers.size);
  });
}
