import type { Connections } from './connections.ts';
import { doubtsOf } from './doubts.ts';
import type { Peer } from './peers.ts';
import type { Half } from './policies.ts';
import type { PortQuestion } from './port-question.ts';
import { PortSet } from './ports.ts';
import type { HalfReasons } from './reasons.ts';

/** `contested`: Kubernetes leaves it open, and network plugins differ. */
export type Answer = 'yes' | 'no' | 'contested';

/** What one half of a connection allows, and why. */
export interface HalfExplanation {
  readonly half: Half;
  readonly ports: PortSet;
  /** Undefined where that end is no workload of the tree, and so has no policies to speak of. */
  readonly reasons: HalfReasons | undefined;
}

/** What is allowed from one peer to another, and which policies and rules decided. */
export interface Explanation {
  readonly from: Peer;
  readonly to: Peer;
  /** The ports in question: one, or all. */
  readonly asked: PortSet;
  /** `yes` if any of the ports in question is allowed in every reading, `no` if none is in any. */
  readonly answer: Answer;
  /** What of the ports in question is allowed in the connections' own reading. */
  readonly ports: PortSet;
  /** What leads the ingress controller to the workload; empty where the question is not about it. */
  readonly exposedBy: readonly string[];
  /** Egress, then ingress. */
  readonly halves: readonly HalfExplanation[];
  /** Sentences on what Kubernetes leaves open; empty unless the answer is contested. */
  readonly doubts: readonly string[];
}

/**
 * Explains what is allowed from one peer to another, on one port or on any.
 * @throws FaultsError when a text means no peer or several.
 */
export function explain(
  connections: Connections,
  from: Peer | string,
  to: Peer | string,
  question?: PortQuestion,
): Explanation {
  const source = typeof from === 'string' ? connections.peer(from) : from;
  const target = typeof to === 'string' ? connections.peer(to) : to;
  const asked = question === undefined ? PortSet.all : PortSet.of(question.protocol, question.port);
  const strict = connections.as({ reading: 'strict' }).allowed(source, target).intersect(asked);
  const permissive = connections.as({ reading: 'permissive' }).allowed(source, target).intersect(asked);
  const answer: Answer = permissive.isEmpty ? 'no' : strict.isEmpty ? 'contested' : 'yes';
  return {
    from: source,
    to: target,
    asked,
    answer,
    ports: connections.allowed(source, target).intersect(asked),
    exposedBy: source.kind === 'ingress-controller' && target.kind === 'workload' ? connections.exposedBy(target) : [],
    halves: (['egress', 'ingress'] as const).map((half) => ({
      half,
      ports: connections.as({ direction: half }).allowed(source, target),
      reasons: connections.reasons(half, source, target),
    })),
    doubts: strict.equals(permissive) ? [] : doubtsOf(connections, source, target),
  };
}
