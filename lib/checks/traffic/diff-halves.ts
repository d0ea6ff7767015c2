import type { Connections } from './connections.ts';
import type { Pair } from './diff-pairs.ts';
import { byId, type Peer, type WorkloadPeer } from './peers.ts';
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
export function widenings(before: Connections, after: Connections, pairs: readonly Pair[]): readonly Widening[] {
  const past = new Map(pairs.flatMap((pair) => (pair.old && pair.new ? [[pair.new.id, pair.old] as const] : [])));
  return (['ingress', 'egress'] as const).flatMap((half) => {
    const sides = { old: before.as({ direction: half }), new: after.as({ direction: half }), whole: after, past };
    return after.workloads.flatMap((workload) => widened(half, workload, sides)).sort(byId);
  });
}

interface Sides {
  readonly old: Connections;
  readonly new: Connections;
  readonly whole: Connections;
  /** What each workload of the new tree was before. */
  readonly past: ReadonlyMap<string, WorkloadPeer>;
}

function widened(half: Half, workload: WorkloadPeer, sides: Sides): readonly Widening[] {
  const was = sides.past.get(workload.id);
  if (was === undefined || !sides.old.isIsolated(half, was)) return [];
  // Everyone else is let through now, which a line for each would hide rather than show.
  if (!sides.new.isIsolated(half, workload)) {
    return [{ half, ...ends(half, workload, everyone), old: PortSet.none, new: PortSet.all }];
  }
  return sides.new.namedBy(half, workload).flatMap((other): readonly Widening[] => {
    const otherWas = sides.past.get(other.id);
    if (otherWas === undefined) return [];
    const { from, to } = ends(half, workload, other);
    const before = ends(half, was, otherWas);
    const [old, next] = [sides.old.allowed(before.from, before.to), sides.new.allowed(from, to)];
    if (old.equals(next)) return [];
    const hidden = next.minus(old).minus(sides.whole.allowed(from, to));
    return hidden.isEmpty ? [] : [{ half, from, to, old, new: next }];
  });
}

function ends<T>(half: Half, self: WorkloadPeer, other: T): { from: WorkloadPeer | T; to: WorkloadPeer | T } {
  return half === 'ingress' ? { from: other, to: self } : { from: self, to: other };
}
