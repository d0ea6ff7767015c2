import { AddressSet } from '../../checks/traffic/addresses.ts';
import { certaintyOf, type Half, type OutsidePods, PortSet, podsOutside } from '../../checks/traffic/index.ts';
import type { Certainty } from '../../checks/traffic/label-domain.ts';
import { remember } from '../../checks/traffic/remember.ts';
import type { Edge, Peer } from '../../model/plan/edge.ts';

/** The other end of an edge in the words of the traffic engine. */
export type End =
  /** Pods of the plan, by their id. */
  | { readonly kind: 'pods'; readonly id: string }
  /** Pods of the cluster's own. */
  | {
      readonly kind: 'outside';
      readonly pods: OutsidePods;
      /** How surely other pods outside of the tree are among these. */
      covers(pods: OutsidePods): Certainty;
    }
  | { readonly kind: 'addresses'; readonly addresses: AddressSet };

/** One half of an edge, seen from the pods of the plan that the half is of. */
export interface DeclaredHalf {
  readonly edge: Edge;
  readonly half: Half;
  /** Id of the pods. */
  readonly of: string;
  readonly other: End;
  readonly ports: PortSet;
}

/** The halves of edges: one for each end that is pods of the plan. Equal ends outside of it are one object. */
export function halvesOf(edges: readonly Edge[]): readonly DeclaredHalf[] {
  const platform = new Map<string, End>();
  const endOf = (peer: Peer): End =>
    peer.kind === 'platform' ? remember(platform, JSON.stringify(peer), () => outsideEnd(peer)) : otherEnd(peer);
  return edges.flatMap((edge): readonly DeclaredHalf[] => {
    const { from, to } = edge;
    const ports = portsOf(edge);
    return [
      ...(to.kind === 'pods' ? [{ edge, half: 'ingress' as const, of: to.id, other: endOf(from), ports }] : []),
      ...(from.kind === 'pods' ? [{ edge, half: 'egress' as const, of: from.id, other: endOf(to), ports }] : []),
    ];
  });
}

/** The ports of an edge. */
export function portsOf({ ports }: Edge): PortSet {
  return PortSet.union(ports.map(({ protocol, port }) => PortSet.of(protocol, port)));
}

function outsideEnd({ namespace, selector }: Extract<Peer, { kind: 'platform' }>): End {
  const certainty = new Map<OutsidePods, Certainty>();
  return {
    kind: 'outside',
    pods: podsOutside(namespace, selector),
    covers: (pods) => remember(certainty, pods, () => certaintyOf(pods, namespace, selector)),
  };
}

function otherEnd(peer: Exclude<Peer, { kind: 'platform' }>): End {
  if (peer.kind === 'pods') return { kind: 'pods', id: peer.id };
  return { kind: 'addresses', addresses: addressesOf(peer.cidrs).minus(addressesOf(peer.except)) };
}

/** The addresses of CIDRs, which planning has found to be some. */
function addressesOf(cidrs: readonly string[]): AddressSet {
  return cidrs.reduce((all, cidr) => all.union(AddressSet.cidr(cidr) ?? AddressSet.none), AddressSet.none);
}
