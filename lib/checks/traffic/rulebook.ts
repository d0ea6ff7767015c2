import type { AddressSet } from './addresses.ts';
import type { Half, Policy, PolicyPeer } from './policies.ts';
import type { PolicyPort } from './policy-ports.ts';
import { PortPool } from './port-pool.ts';
import { PortSet, type Protocol } from './ports.ts';
import { remember } from './remember.ts';
import type { Selector } from './selectors.ts';

/** Whom a grant speaks of, each different one once. */
export type GrantPeer =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'block'; readonly text: string; readonly addresses: AddressSet }
  | { readonly kind: 'pods'; readonly namespaces: Selector | string; readonly pods: Selector };

/** Which ports a grant speaks of, each different list once. */
export interface GrantPorts {
  /** Those given by number, as a number of the pool. */
  readonly fixed: number;
  /** Those given by name, which each destination pod resolves for itself. */
  readonly names: readonly { readonly protocol: Protocol; readonly name: string }[];
}

/** One peer on one list of ports: the smallest thing a rule allows. */
export interface Grant {
  /** Place in the rulebook's peers. */
  readonly peer: number;
  /** Place in the rulebook's port lists. */
  readonly ports: number;
  /** Place of the rule among the policy's `ingress` or `egress`. */
  readonly rule: number;
}

/** Every policy broken down to grants, equal peers and equal port lists found once. */
export class Rulebook {
  /** The place of `anyone` in the peers. */
  static readonly anyone = 0;

  readonly peers: GrantPeer[] = [{ kind: 'anyone' }];
  readonly portLists: GrantPorts[] = [];
  readonly pool = new PortPool();
  /** By namespace, and by key of a namespace selector; then by key of a pod selector. */
  readonly #namedPlaces = new Map<string, Map<string, number>>();
  readonly #selectedPlaces = new Map<string, Map<string, number>>();
  readonly #blockPlaces = new Map<string, number>();
  readonly #portPlaces = new Map<readonly PolicyPort[] | undefined, number>();

  /** What the policy's rules allow. */
  grants(policy: Policy): Readonly<Record<Half, readonly Grant[]>> {
    const both: Record<Half, Grant[]> = { ingress: [], egress: [] };
    for (let i = 0; i < policy.rules.length; i++) {
      const { half, index: rule, peers, ports: list } = policy.rules[i]!;
      const grants = both[half];
      const ports = this.#portsPlace(list);
      if (peers === undefined) grants.push({ peer: Rulebook.anyone, ports, rule });
      else
        for (let j = 0; j < peers.length; j++)
          grants.push({ peer: this.#peerPlace(peers[j]!, policy.namespace), ports, rule });
    }
    return both;
  }

  #peerPlace(peer: PolicyPeer, namespace: string): number {
    if (peer.kind === 'block') {
      const { text, addresses } = peer;
      return remember(this.#blockPlaces, text, () => this.peers.push({ kind: 'block', text, addresses }) - 1);
    }
    const { namespaces = namespace, pods } = peer;
    const places =
      typeof namespaces === 'string'
        ? remember(this.#namedPlaces, namespaces, newPlaces)
        : remember(this.#selectedPlaces, namespaces.key, newPlaces);
    const known = places.get(pods.key);
    if (known !== undefined) return known;
    const place = this.peers.push({ kind: 'pods', namespaces, pods }) - 1;
    places.set(pods.key, place);
    return place;
  }

  #portsPlace(ports: readonly PolicyPort[] | undefined): number {
    const known = this.#portPlaces.get(ports);
    if (known !== undefined) return known;
    const place = this.portLists.push(this.#grantPorts(ports)) - 1;
    this.#portPlaces.set(ports, place);
    return place;
  }

  #grantPorts(ports: readonly PolicyPort[] | undefined): GrantPorts {
    if (ports === undefined) return { fixed: PortPool.all, names: [] };
    const numbers = ports.flatMap((port) => ('name' in port ? [] : [PortSet.of(port.protocol, port.first, port.last)]));
    return { fixed: this.pool.id(PortSet.union(numbers)), names: ports.filter((port) => 'name' in port) };
  }
}

function newPlaces(): Map<string, number> {
  return new Map();
}
