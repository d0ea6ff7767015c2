import type { Connections } from './connections.ts';
import type { Peer, WorkloadPeer } from './peers.ts';
import type { Half } from './policies.ts';
import { PortSet } from './ports.ts';

/** Whoever it may be: the other end of a half that no policy isolates any more. */
export interface Everyone {
  readonly kind: 'everyone';
  readonly id: '[everyone]';
}

/** What one half alone allows more than before, and the other half still denies at least in part. */
export interface Widening {
  readonly half: Half;
  readonly from: Peer | Everyone;
  readonly to: Peer | Everyone;
  /** What the half allowed before. */
  readonly old: PortSet;
  /** What it allows now. */
  readonly new: PortSet;
}

const everyone: Everyone = { kind: 'everyone', id: '[everyone]' };

/** What each half alone allows more than before between workloads that are in both trees; sorted by half, then by ends. */
export function widenings(before: Connections, after: Connections): readonly Widening[] {
  const known = new Set(before.workloads.map(({ id }) => id));
  const kept = after.workloads.filter(({ id }) => known.has(id));
  return (['ingress', 'egress'] as const).flatMap((half) => {
    const sides = { old: before.as({ direction: half }), new: after.as({ direction: half }), whole: after, known };
    return kept.flatMap((workload) => widened(half, workload, sides));
  });
}

interface Sides {
  readonly old: Connections;
  readonly new: Connections;
  readonly whole: Connections;
  readonly known: ReadonlySet<string>;
}

function widened(half: Half, workload: WorkloadPeer, sides: Sides): readonly Widening[] {
  const ends = (other: Peer | Everyone) =>
    half === 'ingress' ? { from: other, to: workload } : { from: workload, to: other };
  if (!sides.old.isIsolated(half, workload)) return [];
  // Everyone else is let through now, which a line for each would hide rather than show.
  if (!sides.new.isIsolated(half, workload)) return [{ half, ...ends(everyone), old: PortSet.none, new: PortSet.all }];
  const others = sides.new.namedBy(half, workload).filter(({ id }) => sides.known.has(id));
  return others.flatMap((other): readonly Widening[] => {
    const { from, to } = half === 'ingress' ? { from: other, to: workload } : { from: workload, to: other };
    const [old, next] = [sides.old.allowed(from, to), sides.new.allowed(from, to)];
    const hidden = next.minus(old).minus(sides.whole.allowed(from, to));
    return hidden.isEmpty ? [] : [{ half, from, to, old, new: next }];
  });
}
