// How long it takes to solve the NetworkPolicies of large clusters, beside a naive evaluator and a JSON round trip of the same objects
// in the same run, and the whole command from files. Each is run several times: `12–15` is the fastest run and the median.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { dump } from 'js-yaml';
import { benchCluster } from './traffic-cluster.ts';

type Run = Readonly<Record<'pairs' | 'peakMegabytes' | 'floor' | 'read' | 'solve' | 'again' | 'cpu', number>> & {
  readonly naive?: number;
};

const times = 5;
const sizes = [
  { workloads: 100, policies: 120, naively: true },
  { workloads: 1000, policies: 1200, goal: 50 },
  { workloads: 2000, policies: 2400 },
  { workloads: 5000, policies: 6000 },
  { workloads: 10_000, policies: 12_000, goal: 250 },
] as const;

const head = [
  'workloads',
  'policies',
  'pairs',
  'JSON ms',
  'read ms',
  'solve ms',
  'of CPU',
  'again ms',
  'goal ms',
  'naive ms',
  'peak MB',
];
const table = new Table({ head, colAligns: head.map(() => 'right'), style: { head: [], border: [] } });
let ratio = 0;
for (const { workloads, policies, ...size } of sizes) {
  const args = [String(workloads), String(policies), ...('naively' in size ? ['naive'] : [])];
  const runs = repeated(() => JSON.parse(node(join(import.meta.dirname, 'traffic-once.ts'), ...args)) as Run);
  const of = (key: 'floor' | 'read' | 'solve' | 'again' | 'cpu') => spread(runs.map((run) => run[key]));
  const naive = runs.flatMap((run) => run.naive ?? []);
  if (naive.length > 0) ratio = Math.min(...naive) / Math.min(...runs.map(({ solve }) => solve));
  table.push([
    ...[workloads, policies, runs[0]!.pairs, of('floor'), of('read'), of('solve'), of('cpu'), of('again')],
    ...['goal' in size ? size.goal : '', naive.length > 0 ? spread(naive) : ''],
    Math.max(...runs.map((run) => run.peakMegabytes)).toFixed(0),
  ]);
}
console.log(table.toString());
console.log(
  'JSON: the same objects to text and back; read: objects to policies; solve: policies to all allowed pairs, and the CPU time of it, which\nother work on the machine changes less; again: once more in the same process, the engine being compiled by then; naive: every pair on one port,',
);
console.log(`which takes it ${ratio.toFixed(0)} times as long as the engine takes for all ports. Memory: goal 500 MB.`);
console.log(`traffic list on 1,000 workloads and 1,200 policies, from files: ${wholeCommand()} ms (goal 2,000 ms).`);

/** The whole command as a user runs it, a file an object. */
function wholeCommand(): string {
  const folder = mkdtempSync(join(tmpdir(), 'unifyops-bench-'));
  try {
    for (const [index, object] of benchCluster(1000, 1200).entries())
      writeFileSync(join(folder, `${index}.yaml`), dump(object, { noRefs: true }));
    const program = join(import.meta.dirname, '../../bin/unifyops.ts');
    return spread(
      repeated(() => {
        const start = performance.now();
        node(program, 'traffic', 'list', folder);
        return performance.now() - start;
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function node(...args: readonly string[]): string {
  return execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
}

function repeated<T>(work: () => T): readonly T[] {
  return Array.from({ length: times }, work);
}

/** The smallest number and the median. */
function spread(numbers: readonly number[]): string {
  const sorted = numbers.toSorted((a, b) => a - b);
  return `${sorted[0]!.toFixed(0)}–${sorted[Math.floor(sorted.length / 2)]!.toFixed(0)}`;
}
