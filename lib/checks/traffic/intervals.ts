/**
 * A set of whole numbers as its toggle points: `[start, end, start, end, …]`, starts inside, ends outside, strictly growing.
 * Two sets are equal exactly when their toggle points are.
 */
export type Toggles<T extends number | bigint> = readonly T[];

/** Walks both sets once and keeps every number for which `keep` says yes; `keep(false, false)` must be false. */
export function combine<T extends number | bigint>(
  a: Toggles<T>,
  b: Toggles<T>,
  keep: (inA: boolean, inB: boolean) => boolean,
): T[] {
  const out: T[] = [];
  let i = 0;
  let j = 0;
  let inside = false;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    const at = right === undefined || (left !== undefined && left < right) ? left! : right;
    if (left === at) i++;
    if (right === at) j++;
    const now = keep(i % 2 === 1, j % 2 === 1);
    if (now !== inside) out.push(at);
    inside = now;
  }
  return out;
}

/** Numbers in `a`, in `b` or in both. */
export function union<T extends number | bigint>(a: Toggles<T>, b: Toggles<T>): T[] {
  return combine(a, b, (inA, inB) => inA || inB);
}

/** Numbers in both. */
export function intersect<T extends number | bigint>(a: Toggles<T>, b: Toggles<T>): T[] {
  return combine(a, b, (inA, inB) => inA && inB);
}

/** Numbers in `a` and not in `b`. */
export function minus<T extends number | bigint>(a: Toggles<T>, b: Toggles<T>): T[] {
  return combine(a, b, (inA, inB) => inA && !inB);
}

/** Whether any number is in both. */
export function overlap<T extends number | bigint>(a: Toggles<T>, b: Toggles<T>): boolean {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i + 1]! <= b[j]!) i += 2;
    else if (b[j + 1]! <= a[i]!) j += 2;
    else return true;
  }
  return false;
}

/** Whether `value` is in the set; a binary search. */
export function contains<T extends number | bigint>(set: Toggles<T>, value: T): boolean {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (set[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1;
}
