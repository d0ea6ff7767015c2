// How long it takes to solve the NetworkPolicies of large clusters, beside a naive evaluator and a JSON round trip of the same objects
// in the same run. Compare ratios, not milliseconds.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import Table from 'cli-table3';

type Run = Readonly<Record<'pairs' | 'peakMegabytes' | 'floor' | 'read' | 'solve' | 'naive', number>>;

const sizes = [
  [1000, 1200],
  [2000, 2400],
  [5000, 6000],
  [10_000, 12_000],
] as const;

const head = ['workloads', 'policies', 'pairs', 'JSON ms', 'read ms', 'solve ms', 'naive s (one port)', 'peak MB'];
const table = new Table({ head, colAligns: head.map(() => 'right'), style: { head: [], border: [] } });
for (const [workloads, policies] of sizes) {
  const script = join(import.meta.dirname, 'traffic-once.ts');
  const run = JSON.parse(
    execFileSync(process.execPath, [script, String(workloads), String(policies)], { encoding: 'utf8' }),
  ) as Run;
  const times = [run.floor, run.read, run.solve].map((value) => value.toFixed(0));
  table.push([workloads, policies, run.pairs, ...times, (run.naive / 1000).toFixed(0), run.peakMegabytes.toFixed(0)]);
}
console.log(table.toString());
console.log(
  'JSON: the same objects to text and back; read: objects to policies; solve: policies to all allowed pairs;',
);
console.log('naive: every pair on one port, reckoned from 200 pairs.');
