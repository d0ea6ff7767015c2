import type { Connections } from './connections.ts';
import { addressChanges } from './diff-addresses.ts';
import { type Widening, widenings } from './diff-halves.ts';
import { type Pair, pairsOf } from './diff-pairs.ts';
import { byId, type Connection, type Peer } from './peers.ts';
import { PortSet } from './ports.ts';

/** A connection that is not allowed the same before and after. */
export interface Change {
  readonly from: Peer;
  readonly to: Peer;
  /** Empty for a connection that is new. */
  readonly old: PortSet;
  /** Empty for a connection that is gone. */
  readonly new: PortSet;
}

/** What becomes of the traffic when one tree takes the place of another. */
export interface Difference {
  readonly added: readonly Change[];
  readonly removed: readonly Change[];
  readonly changed: readonly Change[];
  /** What one half alone allows more of, so that no connection shows it: only the other half is still in its way. */
  readonly widened: readonly Widening[];
}

/**
 * What a change adds, removes and changes, pods outside of the tree and addresses included, each part sorted by ends. Addresses are in
 * the fewest ranges for each workload. Both sides should be in the same view.
 */
export function diff(before: Connections, after: Connections): Difference {
  const pairs = pairsOf(before, after);
  const changes = [...namedChanges(before, after, pairs), ...addressChanges(before, after, pairs)].sort(byId);
  return {
    added: changes.filter((change) => change.old.isEmpty),
    removed: changes.filter((change) => change.new.isEmpty),
    changed: changes.filter((change) => !change.old.isEmpty && !change.new.isEmpty),
    widened: widenings(before, after, pairs),
  };
}

function namedChanges(before: Connections, after: Connections, pairs: readonly Pair[]): readonly Change[] {
  const today = new Map(pairs.flatMap((pair) => (pair.old && pair.new ? [[pair.old.id, pair.new] as const] : [])));
  const old = namedLines(before, (peer) => today.get(peer.id) ?? peer);
  const next = namedLines(after, (peer) => peer);
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((key) => {
    const { from, to } = (next.get(key) ?? old.get(key))!;
    const change = { from, to, old: old.get(key)?.ports ?? PortSet.none, new: next.get(key)?.ports ?? PortSet.none };
    return change.old.equals(change.new) ? [] : [change];
  });
}

function namedLines(connections: Connections, nameOf: (peer: Peer) => Peer): ReadonlyMap<string, Connection> {
  const lines = [...connections.listNamed(), ...connections.outside()];
  return new Map(
    lines.map((line) => {
      const [from, to] = [nameOf(line.from), nameOf(line.to)];
      return [`${from.id} => ${to.id}`, { from, to, ports: line.ports }];
    }),
  );
}
