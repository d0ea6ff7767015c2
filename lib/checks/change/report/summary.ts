import type { Change } from '../changes.ts';
import type { Difference } from '../difference.ts';
import type { TrafficChange } from '../traffic.ts';
import { groupRanges } from '../traffic-groups.ts';

/** How much of everything changes. */
export interface Summary {
  readonly risks: number;
  /** Connections; those of one workload with several ranges of addresses count once. */
  readonly traffic: { readonly gained: number; readonly lost: number; readonly changed: number };
  /** Connections that one half alone allows more of. */
  readonly widened: number;
  /** Containers whose image moves. */
  readonly images: number;
  readonly objects: { readonly added: number; readonly changed: number; readonly removed: number };
}

/** Counts a difference. */
export function summaryOf({ risks, traffic, images, objects }: Difference): Summary {
  const connections = traffic.flatMap(({ changes }) => groupRanges(changes)).map(({ change }) => trafficKind(change));
  const counted = (kind: string) => connections.filter((each) => each === kind).length;
  const objectsThat = (change: Change['change']) => objects.filter((each) => each.change === change).length;
  return {
    risks: risks.length,
    traffic: { gained: counted('gained'), lost: counted('lost'), changed: counted('changed') },
    widened: traffic.reduce((sum, { widened }) => sum + widened.length, 0),
    images: images.length,
    objects: { added: objectsThat('added'), changed: objectsThat('changed'), removed: objectsThat('removed') },
  };
}

/** Whether a connection is new, gone, or allows other ports. */
export function trafficKind({ old, new: next }: TrafficChange): 'gained' | 'lost' | 'changed' {
  if (old.isEmpty) return 'gained';
  return next.isEmpty ? 'lost' : 'changed';
}

/** `2 risks`, `traffic +1 −0 ~0`, `1 image`, `objects +1 −0 ~3`; what there is none of is left out. */
export function summaryParts({ risks, traffic, widened, images, objects }: Summary): readonly string[] {
  const parts = [
    risks > 0 ? counted(risks, 'risk') : '',
    signed('traffic', traffic.gained, traffic.lost, traffic.changed),
    widened > 0 ? `${widened} widened on one side` : '',
    images > 0 ? counted(images, 'image') : '',
    signed('objects', objects.added, objects.removed, objects.changed),
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts : ['nothing changes'];
}

/** `1 risk`, `2 risks`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function signed(noun: string, more: number, fewer: number, other: number): string {
  return more + fewer + other === 0 ? '' : `${noun} +${more} −${fewer} ~${other}`;
}
