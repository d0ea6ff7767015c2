import type { Change, Difference } from '../diff.ts';
import type { Widening } from '../diff-halves.ts';
import type { DiffFormat } from './names.ts';
import { csvTable, markdownTable } from './table.ts';

/** A difference in a format; the Markdown is made to be a comment of a pull request. */
export function formatDiff(difference: Difference, format: DiffFormat): string {
  switch (format) {
    case 'text':
      return textOf(difference);
    case 'json':
      return `${JSON.stringify(jsonOf(difference), null, 2)}\n`;
    case 'md':
      return markdownOf(difference);
    case 'csv':
      return csvTable([
        ['kind', 'src', 'dst', 'old', 'new'],
        ...partsOf(difference).flatMap(({ kind, rows }) => rows.map((row) => [kind, ...row])),
      ]);
  }
}

/** Whether nothing differs. */
export function isEmptyDiff(difference: Difference): boolean {
  return partsOf(difference).every(({ rows }) => rows.length === 0);
}

interface Part {
  readonly kind: string;
  readonly title: string;
  readonly rows: readonly (readonly [from: string, to: string, old: string, new: string])[];
}

function partsOf({ added, removed, changed, widened }: Difference): readonly Part[] {
  const halves = (['ingress', 'egress'] as const).map((half) => ({
    kind: `widened ${half}`,
    title: `Widened on the ${half} side only`,
    rows: widened.filter((each) => each.half === half).map(rowOf),
  }));
  return [
    { kind: 'added', title: 'Added', rows: added.map(rowOf) },
    { kind: 'removed', title: 'Removed', rows: removed.map(rowOf) },
    { kind: 'changed', title: 'Changed', rows: changed.map(rowOf) },
    ...halves,
  ];
}

function rowOf({ from, to, old, new: next }: Change | Widening): Part['rows'][number] {
  return [from.id, to.id, String(old), String(next)];
}

function textOf(difference: Difference): string {
  if (isEmptyDiff(difference)) return 'The traffic is the same.\n';
  const parts = partsOf(difference).filter(({ rows }) => rows.length > 0);
  return parts
    .map(({ title, rows }) => [`${title}:`, ...rows.map((row) => `  ${row[0]} => ${row[1]} : ${portsOf(row)}`)])
    .map((lines) => lines.map((line) => `${line}\n`).join(''))
    .join('\n');
}

function portsOf([, , old, next]: Part['rows'][number]): string {
  if (old === 'No Connections') return next;
  return next === 'No Connections' ? `${old}` : `${old} -> ${next}`;
}

function markdownOf(difference: Difference): string {
  if (isEmptyDiff(difference)) return 'The traffic is the same.\n';
  const parts = partsOf(difference).filter(({ rows }) => rows.length > 0);
  const summary = parts.map(({ kind, rows }) => `${rows.length} ${kind}`).join(', ');
  const tables = parts.map(
    ({ title, rows }) => `\n### ${title}\n\n${markdownTable([['from', 'to', 'before', 'after'], ...rows])}`,
  );
  return `Traffic: ${summary}\n${tables.join('')}`;
}

function jsonOf({ added, removed, changed, widened }: Difference) {
  const json = ({ from, to, old, new: next }: Change | Widening) => ({
    src: from.id,
    dst: to.id,
    old: String(old),
    new: String(next),
  });
  return {
    added: added.map(json),
    removed: removed.map(json),
    changed: changed.map(json),
    widened: widened.map((each) => ({ half: each.half, ...json(each) })),
  };
}
