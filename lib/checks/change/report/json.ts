import type { PortSet } from '../../traffic/index.ts';
import type { Difference } from '../difference.ts';
import { summaryOf } from './summary.ts';
import type { Names } from './text.ts';

/** A difference for programs: names, sums, and every part whole. Ports are written as in a listing; null where none is allowed. */
export function differenceJson(difference: Difference, names: Names): string {
  const { risks, traffic, images, objects } = difference;
  const answer = {
    ...names,
    summary: summaryOf(difference),
    risks,
    traffic: traffic.flatMap(({ environment, changes }) => changes.map((change) => connection(environment, change))),
    widened: traffic.flatMap(({ environment, widened }) =>
      widened.map((change) => ({ ...connection(environment, change), half: change.half })),
    ),
    images,
    objects,
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}

/** What a connection and a widening have in common. */
interface Ports {
  readonly from: { readonly id: string };
  readonly to: { readonly id: string };
  readonly old: PortSet;
  readonly new: PortSet;
}

function connection(environment: string, { from, to, old, new: next }: Ports) {
  return {
    environment,
    from: from.id,
    to: to.id,
    old: old.isEmpty ? null : `${old}`,
    new: next.isEmpty ? null : `${next}`,
  };
}
