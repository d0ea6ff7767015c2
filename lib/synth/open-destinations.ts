import type { Plan } from '../model/index.ts';
import type { Edge } from '../model/plan/edge.ts';

const everyAddress = ['0.0.0.0/0', '::/0'];

/** A connection to the internet that no address range limits. */
export interface OpenDestination {
  /** `commerce/payment/service`. */
  readonly from: string;
  /** The name that the stack gives the destination: a word to people, no limit to the network. */
  readonly to: string;
  /** `TCP 443`. */
  readonly ports: string;
  readonly why: string;
  /** Names of the environments that have it. */
  readonly environments: readonly string[];
}

/** Every connection that is open to any public address, so that it's never silent: one entry for all environments. */
export function openDestinations(plans: readonly Plan[]): readonly OpenDestination[] {
  const found = new Map<string, OpenDestination & { readonly environments: string[] }>();
  for (const { environment, edges } of plans) {
    for (const edge of edges.filter(isOpen)) {
      const ports = edge.ports.map(({ protocol, port }) => `${protocol} ${port}`).join(', ');
      const destination = { from: edge.from.id, to: edge.to.id, ports, why: edge.why };
      const key = JSON.stringify(destination);
      const known = found.get(key) ?? { ...destination, environments: [] };
      known.environments.push(environment.name);
      found.set(key, known);
    }
  }
  return [...found.values()];
}

function isOpen({ origin, to }: Edge): boolean {
  return origin === 'internet' && to.kind === 'addresses' && to.cidrs.some((cidr) => everyAddress.includes(cidr));
}
