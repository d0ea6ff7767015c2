// `npm run bench`: how long a synth of 10, 100 and 1,000 three-tier stacks takes, beside two floors measured in the same run:
// serialising the same objects with js-yaml, and writing the same bytes with plain file calls. Compare ratios, not seconds.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import Table from 'cli-table3';

interface Run {
  readonly objects: number;
  readonly peakMegabytes: number;
  readonly seconds: Readonly<Record<'plan' | 'render' | 'check' | 'write' | 'floorYaml' | 'floorWrite', number>>;
}

const counts = [10, 100, 1000];
const table = new Table({
  head: [
    'stacks',
    'objects',
    'plan s',
    'render s',
    'check s',
    'write s',
    'synth s',
    'objects/s',
    'floors s',
    'rendered',
    'proven',
    'peak MB',
  ],
  colAligns: new Array(12).fill('right'),
  style: { head: [], border: [] },
});
for (const count of counts) {
  const { objects, peakMegabytes, seconds } = measure(count);
  const { plan, render, check, write, floorYaml, floorWrite } = seconds;
  const total = plan + render + check + write;
  const floors = floorYaml + floorWrite;
  const numbers = [plan, render, check, write, total].map((value) => value.toFixed(2));
  table.push([
    count,
    objects,
    ...numbers,
    Math.round(objects / total),
    `${floorYaml.toFixed(2)} + ${floorWrite.toFixed(2)}`,
    ((total - check) / floors).toFixed(2),
    (total / floors).toFixed(2),
    Math.round(peakMegabytes),
  ]);
}
console.log(table.toString());
console.log(
  'floors: YAML of the same objects + writing the same bytes; rendered, proven: a synth without and with its checks, to the sum of the floors.',
);

function measure(count: number): Run {
  const script = join(import.meta.dirname, 'synth-once.ts');
  return JSON.parse(execFileSync(process.execPath, [script, String(count)], { encoding: 'utf8' })) as Run;
}
