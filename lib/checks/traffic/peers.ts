import { type AddressRange, addressAt } from './addresses.ts';
import type { OutsidePods } from './outside.ts';
import type { PortSet } from './ports.ts';
import type { Workload } from './workloads.ts';

/** Addresses outside of the cluster. */
export interface ExternalPeer extends AddressRange {
  readonly kind: 'external';
  /** `0.0.0.0-9.255.255.255[External]`. */
  readonly id: string;
}

/** Whatever carries requests from outside to what an Ingress or HTTPRoute exposes. */
export interface EdgePeer {
  readonly kind: 'ingress-controller';
  /** `{ingress-controller}`. */
  readonly id: string;
}

/** A workload of the tree. */
export interface WorkloadPeer {
  readonly kind: 'workload';
  /** `ns/name[Kind]`. */
  readonly id: string;
  readonly workload: Workload;
}

/** One end of a connection. */
export type Peer = WorkloadPeer | ExternalPeer | EdgePeer | OutsidePods;

/** A connection that is allowed. */
export interface Connection {
  readonly from: Peer;
  readonly to: Peer;
  readonly ports: PortSet;
}

/** The ingress controller. */
export const edge: EdgePeer = { kind: 'ingress-controller', id: '{ingress-controller}' };

/** The addresses of a range as a peer. */
export function externalPeer({ first, last }: AddressRange): ExternalPeer {
  return { kind: 'external', id: `${addressAt(first)}-${addressAt(last)}[External]`, first, last };
}

/** Orders connections as a listing does: by the texts of their ends, the same in every locale. */
export function byId(a: Ends, b: Ends): number {
  return compare(a.from.id, b.from.id) || compare(a.to.id, b.to.id);
}

/** The texts of both ends. */
interface Ends {
  readonly from: { readonly id: string };
  readonly to: { readonly id: string };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
