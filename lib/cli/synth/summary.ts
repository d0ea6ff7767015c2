import type { WriteReport } from '../../render/write/index.ts';
import { isInScope } from '../../render/write/scope.ts';
import type { Synthesis } from '../../synth/index.ts';
import { count } from '../fault-text.ts';
import { table } from '../table.ts';

const head = ['environment', 'cluster', 'stacks', 'objects', 'written', 'unchanged', 'removed'];

/** What a synth did, a row for each environment, and the sum of it. `out` is the folder as a person writes it. */
export function summary({ plans, tree, report }: Synthesis & { readonly report: WriteReport }, out: string): string {
  const paths = [...tree.keys()];
  const rows = plans.map(({ environment: { name, cluster }, applications }) => {
    const here = (list: readonly string[]) => list.filter((path) => isInScope(path, [name])).length;
    const changes = [here(report.written), here(report.unchanged), here(report.removed)];
    return [name, cluster.kind, applications.length, here(paths), ...changes];
  });
  const { written, unchanged, removed } = report;
  const changes = `${written.length} written, ${unchanged.length} unchanged, ${removed.length} removed`;
  return `${table(head, rows)}\n${count(tree.size, 'object')} in ${out}, all checks passed: ${changes}.\n`;
}
