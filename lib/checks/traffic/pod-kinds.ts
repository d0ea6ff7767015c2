import { remember } from './remember.ts';
import type { Rulebook } from './rulebook.ts';
import type { Pod } from './workloads.ts';

/**
 * A number for each pod, different ones for pods that differ in a port some policy names, or in sharing their node's network: what no
 * selector tells apart and a class must.
 */
export function podKinds(pods: readonly Pod[], rulebook: Rulebook): number[] {
  const names = new Set(rulebook.portLists.flatMap((list) => list.names.map(({ name }) => name)));
  const numbers = new Map<string, number>();
  // most clusters have no named port in any policy, and then no port tells pods apart
  if (names.size === 0) return pods.map(({ hostNetwork }) => (hostNetwork ? 1 : 0));
  return pods.map((pod) => remember(numbers, kind(pod, names), () => numbers.size));
}

function kind({ ports, hostNetwork }: Pod, names: ReadonlySet<string>): string {
  const named: string[] = [];
  for (let i = 0; i < ports.length; i++) {
    const { name, protocol, number } = ports[i]!;
    if (name !== undefined && names.has(name)) named.push(`${protocol} ${name} ${number}`);
  }
  return `${hostNetwork ? 'node' : 'pod'} ${named.length > 1 ? named.sort().join() : (named[0] ?? '')}`;
}
