import type { FactsByHost } from './host-faults.ts';
import { knownNodes } from './quorum.ts';

/** What stops nothing, but a person should know of the hosts and of the nodes that they are; a line each. */
export function hostNotes(facts: FactsByHost): readonly string[] {
  const hosts = [...facts].flatMap(([name, { swap, firewalls }]) => [
    ...(swap ? [`${name} swaps: its pods may become slow before they run out of memory; switch swap off`] : []),
    ...firewalls.map(
      (firewall) =>
        `${name} runs ${firewall}: between the hosts it must let through TCP 6443, 2379, 2380 and 10250, and UDP 8472`,
    ),
  ]);
  const cordoned = knownNodes(facts)
    .filter((node) => node.cordoned === 'by a person')
    .map(
      ({ name }) => `${name} was cordoned by a person and stays so: kubectl uncordon ${name} lets it take pods again`,
    );
  return [...hosts, ...cordoned];
}
