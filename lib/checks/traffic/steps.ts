import type { AddressRange } from './addresses.ts';

/** Something that holds for a stretch of addresses. */
export interface Step<T> extends AddressRange {
  readonly value: T;
}

/** A stretch of addresses (end outside) that contributes a value. */
export interface Stretch<T> {
  readonly start: bigint;
  readonly end: bigint;
  readonly value: T;
}

/**
 * Lays stretches over `start … end` (end outside) and joins the values that lie on each other; neighbours of equal value become one
 * step, so the steps are the fewest there can be.
 */
export function steps<T>(
  start: bigint,
  end: bigint,
  stretches: readonly Stretch<T>[],
  join: (values: Iterable<T>) => T,
): readonly Step<T>[] {
  const events = stretches
    .filter((each) => each.start < end && each.end > start)
    .flatMap(({ start: from, end: until, value }) => [
      { at: from > start ? from : start, value, change: 1 },
      { at: until, value, change: -1 },
    ])
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const active = new Map<T, number>();
  const found: Step<T>[] = [];
  let at = start;
  let next = 0;
  while (at < end) {
    for (; next < events.length && events[next]!.at <= at; next++) {
      const { value, change } = events[next]!;
      const count = (active.get(value) ?? 0) + change;
      if (count === 0) active.delete(value);
      else active.set(value, count);
    }
    const until = next < events.length && events[next]!.at < end ? events[next]!.at : end;
    append(found, { first: at, last: until - 1n, value: join(active.keys()) });
    at = until;
  }
  return found;
}

/** Cuts steps at the given places, each the first address behind a cut; `cuts` ascends. */
export function cutSteps<T>(list: readonly Step<T>[], cuts: readonly bigint[]): readonly Step<T>[] {
  let next = 0;
  return list.flatMap(({ first, last, value }) => {
    while (next < cuts.length && cuts[next]! <= first) next++;
    const pieces: Step<T>[] = [];
    let start = first;
    for (; next < cuts.length && cuts[next]! <= last; next++) {
      pieces.push({ first: start, last: cuts[next]! - 1n, value });
      start = cuts[next]!;
    }
    return [...pieces, { first: start, last, value }];
  });
}

/** Joins neighbours of equal value. */
export function append<T>(list: Step<T>[], step: Step<T>): void {
  const previous = list.at(-1);
  if (previous !== undefined && previous.value === step.value && previous.last + 1n === step.first) {
    list[list.length - 1] = { ...previous, last: step.last };
  } else {
    list.push(step);
  }
}
