import { AddressSet } from '../traffic/addresses.ts';
import type { ExternalPeer, Peer, PortSet } from '../traffic/index.ts';
import type { TrafficChange } from './traffic.ts';

/** What a change opens. */
export function gained(change: TrafficChange): PortSet {
  return change.new.minus(change.old);
}

/** Changes that differ in a range of addresses alone, told as one. */
export interface RangeGroup {
  /** `uo-dev/api[Deployment]`, or `0.0.0.0-9.255.255.255[External] and 12 further ranges`. */
  readonly from: string;
  readonly to: string;
  /** The first of them. */
  readonly change: TrafficChange;
}

/** Joins the changes of one workload that differ in a range of addresses alone, in the order of the first of each. */
export function groupRanges(changes: readonly TrafficChange[]): readonly RangeGroup[] {
  const groups = Map.groupBy(changes, ({ from, to, old, new: next }) =>
    [nameOf(from), nameOf(to), old.key, next.key].join('\n'),
  );
  return [...groups.values()].map((group) => {
    const [change] = group as [TrafficChange];
    const more = group.length - 1;
    const text = (peer: Peer) => (peer.kind === 'external' && more > 0 ? `${peer.id} and ${ranges(more)}` : peer.id);
    return { from: text(change.from), to: text(change.to), change };
  });
}

function nameOf(peer: Peer): string {
  return peer.kind === 'external' ? '' : peer.id;
}

function ranges(number: number): string {
  return number === 1 ? '1 further range' : `${number} further ranges`;
}

/** Ranges that no public network routes to: private, link-local, loopback and shared addresses. */
const unrouted = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/127',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
].reduce((all, cidr) => all.union(AddressSet.cidr(cidr)!), AddressSet.none);

/** Whether any address of a range is one that the internet routes to. */
export function isPublic({ first, last }: ExternalPeer): boolean {
  const { toggles } = unrouted;
  for (let index = 0; index < toggles.length; index += 2) {
    if (toggles[index]! <= first && last < toggles[index + 1]!) return false;
  }
  return true;
}
