import type { AddressSet } from './addresses.ts';
import type { Half, Policy, PolicyPeer, Rule } from './policies.ts';
import type { PolicyPort } from './policy-ports.ts';
import { PortPool } from './port-pool.ts';
import { PortSet, type Protocol } from './ports.ts';
import { remember } from './remember.ts';
import type { Selector } from './selectors.ts';

/** Whom a grant speaks of, each different one once. */
export type GrantPeer =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'block'; readonly addresses: AddressSet }
  | { readonly kind: 'pods'; readonly namespaces: Selector | string; readonly pods: Selector };

/** Which ports a grant speaks of, each different list once. */
export interface GrantPorts {
  /** Those given by number, as a number of the pool. */
  readonly fixed: number;
  /** Those given by name, which each destination pod resolves for itself. */
  readonly names: readonly { readonly protocol: Protocol; readonly name: string }[];
}

/** One peer on one list of ports: the smallest thing a rule allows. Both are places in the rulebook's lists. */
export interface Grant {
  readonly peer: number;
  readonly ports: number;
}

/** Every policy broken down to grants, equal peers and equal port lists found once. */
export class Rulebook {
  /** The place of `anyone` in the peers. */
  static readonly anyone = 0;

  readonly peers: GrantPeer[] = [{ kind: 'anyone' }];
  readonly portLists: GrantPorts[] = [];
  readonly pool = new PortPool();
  readonly #peerPlaces = new Map<string, number>();
  readonly #portPlaces = new Map<string, number>();

  /** What the policy's rules of one half allow. */
  grants(policy: Policy, half: Half): readonly Grant[] {
    return policy.rules.filter((rule) => rule.half === half).flatMap((rule) => this.#ruleGrants(policy, rule));
  }

  #ruleGrants(policy: Policy, { peers, ports }: Rule): readonly Grant[] {
    const portsPlace = this.#portsPlace(ports);
    if (peers === undefined) return [{ peer: Rulebook.anyone, ports: portsPlace }];
    return peers.map((peer) => ({ peer: this.peerPlace(peer, policy.namespace), ports: portsPlace }));
  }

  /** The place of a peer, which a policy of this namespace names. */
  peerPlace(peer: PolicyPeer, namespace: string): number {
    const key =
      peer.kind === 'block' ? `block ${peer.text}` : `${peer.namespaces?.key ?? `=${namespace}`}\n${peer.pods.key}`;
    return placeOf(
      this.#peerPlaces,
      key,
      this.peers,
      (): GrantPeer =>
        peer.kind === 'block'
          ? { kind: 'block', addresses: peer.addresses }
          : { kind: 'pods', namespaces: peer.namespaces ?? namespace, pods: peer.pods },
    );
  }

  #portsPlace(ports: readonly PolicyPort[] | undefined): number {
    return placeOf(this.#portPlaces, ports === undefined ? 'all' : JSON.stringify(ports), this.portLists, () => {
      if (ports === undefined) return { fixed: PortPool.all, names: [] };
      const numbers = ports.flatMap((port) =>
        'name' in port ? [] : [PortSet.of(port.protocol, port.first, port.last)],
      );
      return { fixed: this.pool.id(PortSet.union(numbers)), names: ports.filter((port) => 'name' in port) };
    });
  }
}

function placeOf<T>(places: Map<string, number>, key: string, list: T[], make: () => T): number {
  return remember(places, key, () => list.push(make()) - 1);
}
