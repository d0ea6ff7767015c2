import type { FactsByHost } from './host-faults.ts';

/** What stops nothing, but a person should know of a host before it becomes a node; a line each. */
export function hostNotes(facts: FactsByHost): readonly string[] {
  return [...facts].flatMap(([name, { swap, firewalls }]) => [
    ...(swap ? [`${name} swaps: its pods may become slow before they run out of memory; switch swap off`] : []),
    ...firewalls.map(
      (firewall) =>
        `${name} runs ${firewall}: between the hosts it must let through TCP 6443, 2379, 2380 and 10250, and UDP 8472`,
    ),
  ]);
}
