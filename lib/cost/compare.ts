import type { Bill } from './bill.ts';
import type { Line } from './line.ts';

/** What a change does to the bill of one environment. */
export interface BillChange {
  readonly environment: string;
  /** USD a month before and after; `undefined` where the environment wasn't or isn't on AWS. */
  readonly before: number | undefined;
  readonly after: number | undefined;
  /** USD a month more, or less. */
  readonly difference: number;
  /** Lines that differ, the dearest difference first. */
  readonly lines: readonly LineChange[];
}

/** A line that differs. */
export interface LineChange {
  readonly part: Line['part'];
  readonly what: string;
  /** USD a month; 0 where there was or is no such line. */
  readonly before: number;
  readonly after: number;
}

/** Less than this is rounding. */
const cent = 0.005;

/** Compares the bills of an environment. */
export function compareBills(environment: string, before: Bill | undefined, after: Bill | undefined): BillChange {
  const old = keyed(before);
  const next = keyed(after);
  const lines = [...new Set([...old.keys(), ...next.keys()])].map((key): LineChange => {
    const { part, what } = (next.get(key) ?? old.get(key))!;
    return { part, what, before: old.get(key)?.month ?? 0, after: next.get(key)?.month ?? 0 };
  });
  const size = (one: LineChange) => Math.abs(one.after - one.before);
  return {
    environment,
    before: before?.month,
    after: after?.month,
    difference: (after?.month ?? 0) - (before?.month ?? 0),
    lines: lines.filter((one) => size(one) >= cent).sort((a, b) => size(b) - size(a)),
  };
}

function keyed(bill: Bill | undefined): ReadonlyMap<string, Line> {
  return new Map((bill?.lines ?? []).map((one) => [`${one.part} ${one.what}`, one]));
}
