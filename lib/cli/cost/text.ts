import { type Bill, type BillChange, parts, total } from '../../cost/index.ts';
import { table } from '../table.ts';
import { changeHead, changeRows } from './change-rows.ts';
import { difference, usd } from './money.ts';

/** A bill for the terminal. */
export function billText({
  environment,
  region,
  hours,
  lines,
  month,
  stacks,
  domains,
  savings,
  assumed,
  prices,
}: Bill): string {
  const rows = parts.flatMap((part) => {
    const own = lines.filter((line) => line.part === part);
    return own.map(({ what, amount, unit, price, month: usdMonth }, index) => [
      index === 0 ? part : '',
      what,
      `${round(amount)} ${unit}`,
      String(round(price, 4)),
      usd(usdMonth),
    ]);
  });
  const sums = parts.map((part) => `${part} ${usd(total(lines.filter((line) => line.part === part)))}`);
  return [
    `${environment}: ${usd(month)} USD a month in ${region}, running ${hours} hours.`,
    '',
    table(['part', 'what', 'amount', 'price', 'USD'], rows),
    `By part: ${sums.join(', ')}.`,
    '',
    table(['domain', 'stack', 'USD'], owners(stacks, domains)),
    `Saved: ${usd(savings.spot)} by spot machines, ${usd(savings.autoscaler)} by an autoscaler that keeps as few machines as it takes.`,
    `Assumed: ${usd(assumed.natGb)} GB through NAT, ${assumed.logGb} GB of logs, ${assumed.bucketGb} GB in buckets, ${assumed.metricsMillions} million samples.`,
    `Prices: ${prices.asOf}, ${prices.source}. An estimate, no offer.`,
    `Confirmed by AWS's price list: ${prices.checked}.`,
    '',
  ].join('\n');
}

function owners(stacks: Bill['stacks'], domains: Bill['domains']): string[][] {
  return Object.entries(domains).flatMap(([domain, sum]) => [
    [domain, '', usd(sum)],
    ...Object.entries(stacks)
      .filter(([id]) => id.startsWith(`${domain}/`))
      .map(([id, own]) => ['', id.slice(domain.length + 1), usd(own)]),
  ]);
}

/** What a change does to a bill, for the terminal. */
export function changeText({ environment, before, after, difference: change, lines }: BillChange): string {
  const sum = `${environment}: ${usd(before ?? 0)} → ${usd(after ?? 0)} USD a month (${difference(change)}).`;
  if (lines.length === 0) return `${sum}\n`;
  return `${sum}\n\n${table(changeHead, changeRows(lines))}`;
}

function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}
