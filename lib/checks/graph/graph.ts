import type { Half } from '../traffic/index.ts';

/** What a folder's policies make of the traffic, as plain JSON: what a picture draws. */
export interface TrafficGraph {
  /** Sorted by id. */
  readonly nodes: readonly GraphNode[];
  /** Sorted by ends, then by ports. */
  readonly edges: readonly GraphEdge[];
}

/** The part of a system that a workload is, left to right. */
export type Tier = 'app' | 'api' | 'service' | 'database';

/** One end of connections. */
export interface GraphNode {
  /** Unique: `ns/name[Kind]` of a workload, `{ingress-controller}`, `{to 10.0.0.0/8}` of addresses, the selector of pods outside. */
  readonly id: string;
  readonly kind: 'workload' | 'ingress-controller' | 'addresses' | 'outside';
  /** Empty for what is no workload of the folder. */
  readonly namespace: string;
  readonly name: string;
  /** Second line: the kind of a workload, whose addresses, which namespace. */
  readonly detail: string;
  /** @default none is known */
  readonly tier?: Tier;
  /** Halves that no policy isolates: everything is allowed there. */
  readonly open: readonly Half[];
  /** The ranges that addresses stand for, as `list` names them. */
  readonly ranges: readonly string[];
}

/**
 * - `declared`: allowed, and a rule or a route means it;
 * - `undeclared`: allowed, but only because nothing forbids it, or by a rule that its policy's own annotation doesn't know;
 * - `missing`: one half or an annotation means it, and it is not allowed;
 * - `contested`: not allowed as Kubernetes' reference reads, but some network plugins let it through.
 */
export type EdgeState = 'declared' | 'undeclared' | 'missing' | 'contested';

/** Traffic from one end to another. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** `TCP 80,8000-8090,UDP 53` or `All Connections`. */
  readonly ports: string;
  readonly state: EdgeState;
  /** Why it is there, as the policies' annotations say. */
  readonly reasons: readonly string[];
  /** What decided it, a text each: policies and rules of each half, routes. */
  readonly because: readonly string[];
  /** Why network plugins may differ on it; empty if they don't. */
  readonly doubts: readonly string[];
  /** Whether it is about IPv6 addresses. */
  readonly ipv6: boolean;
}
