import type { Port } from '../values/port.ts';

/** One end of a connection. */
export type Peer =
  /** Pods of the plan. */
  | {
      readonly kind: 'pods';
      readonly id: string;
      readonly namespace: string;
      readonly selector: Readonly<Record<string, string>>;
    }
  /** Pods of the cluster's own, such as its DNS. */
  | {
      readonly kind: 'platform';
      readonly id: string;
      readonly namespace: string;
      readonly selector: Readonly<Record<string, string>>;
    }
  /** Addresses outside. */
  | {
      readonly kind: 'addresses';
      readonly id: string;
      readonly cidrs: readonly string[];
      readonly except: readonly string[];
    };

/** One allowed connection with its reason. Both halves of the policies, Service ports and routes come from it. */
export interface Edge {
  readonly from: Peer;
  readonly to: Peer;
  readonly ports: readonly Port[];
  readonly why: string;
  /** What it comes from: the stack file, or one of the connections that the model adds. */
  readonly origin: 'declared' | 'dns' | 'route' | 'metrics' | 'telemetry' | 'database' | 'kubernetes-api' | 'internet';
}

/** One half of an edge, seen from the pods at one end. */
export interface Rule {
  readonly peer: Peer;
  readonly ports: readonly Port[];
  readonly why: string;
}

/** The halves of the edges that touch the pods `id`. */
export function rulesOf(id: string, edges: readonly Edge[]): { readonly ingress: Rule[]; readonly egress: Rule[] } {
  const is = (peer: Peer) => peer.kind === 'pods' && peer.id === id;
  return {
    ingress: edges.filter(({ to }) => is(to)).map(({ from, ports, why }) => ({ peer: from, ports, why })),
    egress: edges.filter(({ from }) => is(from)).map(({ to, ports, why }) => ({ peer: to, ports, why })),
  };
}
