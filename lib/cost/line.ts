/** Parts of a bill, in the order in which it lists them. */
export const parts = ['control plane', 'nodes', 'network', 'edge', 'databases', 'storage', 'watching'] as const;

/** A part of a bill. */
export type Part = (typeof parts)[number];

/** One line of a bill. */
export interface Line {
  readonly part: Part;
  /** `base: on-demand m6i.large`. */
  readonly what: string;
  readonly amount: number;
  /** `hours`, `GiB`. */
  readonly unit: string;
  /** USD of one unit. */
  readonly price: number;
  /** USD a month. */
  readonly month: number;
  /** The stack that alone causes it; `undefined` for what all share. */
  readonly stack: string | undefined;
}

/** A line: so many units at a price. */
export function line(
  part: Part,
  what: string,
  amount: number,
  unit: string,
  price: number,
  stack: string | undefined = undefined,
): Line {
  return { part, what, amount, unit, price, month: amount * price, stack };
}

/** What lines come to, in USD a month. */
export function total(lines: readonly Line[]): number {
  return lines.reduce((all, { month }) => all + month, 0);
}
