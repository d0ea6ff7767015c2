import Table from 'cli-table3';
import type { Judged } from './run.ts';

/** How many mutants of each kind were made, and what became of them. */
export function killTable(all: readonly Judged[]): string {
  const head = ['kind', 'mutants', 'caught', 'equivalent', 'unnamed', 'survived', 'killed'];
  const table = new Table({
    head,
    colAligns: head.map((_, index) => (index === 0 ? 'left' : 'right')),
    style: { head: [], border: [] },
  });
  const byKind = Map.groupBy(all, ({ mutant }) => mutant.kind.name);
  for (const [kind, judged] of byKind) table.push([kind, ...countsOf(judged)]);
  table.push([`all ${byKind.size} kinds`, ...countsOf(all)]);
  return `${table}\n${reasons(all)}`;
}

function countsOf(judged: readonly Judged[]): readonly (number | string)[] {
  const of = (outcome: string) => judged.filter(({ verdict }) => verdict.outcome === outcome).length;
  const real = judged.length - of('equivalent');
  const killed = real === 0 ? '-' : `${((100 * of('caught')) / real).toFixed(1)} %`;
  return [judged.length, of('caught'), of('equivalent'), of('unnamed'), of('survived'), killed];
}

/** Why mutants are none, with how many. */
function reasons(all: readonly Judged[]): string {
  const given = all.flatMap(({ verdict }) => (verdict.outcome === 'equivalent' ? [verdict.reason] : []));
  return [...Map.groupBy(given, (reason) => reason)]
    .map(([reason, { length }]) => `${length} equivalent: ${reason}\n`)
    .join('');
}
