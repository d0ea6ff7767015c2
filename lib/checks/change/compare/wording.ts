import { show } from '../../json.ts';
import type { FieldChange } from './fields.ts';

/** Characters in front of the first difference that are shown with it. */
const context = 20;
const longest = 80;

/** Two values as a message shows them side by side: long ones from just before their first difference. */
export function showBoth(old: unknown, next: unknown): readonly [string, string] {
  const a = show(old);
  const b = show(next);
  if (a !== b || !a.endsWith('…')) return [a, b];
  const wholeA = JSON.stringify(old);
  const wholeB = JSON.stringify(next);
  let first = 0;
  while (wholeA[first] === wholeB[first] && first < wholeA.length) first += 1;
  const cut = (whole: string) => {
    const end = first - context + longest;
    return `…${whole.slice(first - context, end)}${end < whole.length ? '…' : ''}`;
  };
  return [cut(wholeA), cut(wholeB)];
}

/** `changes from 1 to 2`, `is added: 2` or `is removed, it was 1`. */
export function changeText({ old, new: next }: Pick<FieldChange, 'old' | 'new'>): string {
  if (old === undefined) return `is added: ${show(next)}`;
  if (next === undefined) return `is removed, it was ${show(old)}`;
  const [before, after] = showBoth(old, next);
  if (before === after) return 'changes';
  return `changes from ${before} to ${after}`;
}
