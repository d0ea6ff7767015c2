import { type Bill, type BillChange, parts, total } from '../../cost/index.ts';
import { changeHead, changeRows } from './change-rows.ts';
import { difference, usd } from './money.ts';

/** A bill for a page: a row for each part. */
export function billMarkdown({ environment, region, lines, month, domains, prices }: Bill): string {
  const rows = parts.map((part) => [part, usd(total(lines.filter((line) => line.part === part)))]);
  return [
    `### ${environment}: ${usd(month)} USD a month in ${region}`,
    '',
    ...markdownTable(['part', 'USD a month'], rows),
    '',
    ...markdownTable(
      ['domain', 'USD a month'],
      Object.entries(domains).map(([domain, sum]) => [domain, usd(sum)]),
    ),
    '',
    `List prices of ${prices.asOf}; an estimate, no offer.`,
    '',
  ].join('\n');
}

/** What a change does to a bill, for a pull request. */
export function changeMarkdown({ environment, before, after, difference: change, lines }: BillChange): string {
  return [
    `### ${environment}: ${difference(change)} USD a month (${usd(before ?? 0)} → ${usd(after ?? 0)})`,
    '',
    ...(lines.length === 0 ? ['No line differs.'] : markdownTable(changeHead, changeRows(lines))),
    '',
  ].join('\n');
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
