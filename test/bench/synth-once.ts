// One measured synth of N stacks in a process of its own, so that peak memory is its own. Prints one line of JSON.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dump } from 'js-yaml';
import { checkTree } from '../../lib/checks/index.ts';
import { infraTree } from '../../lib/gitops/infra-tree.ts';
import { resolvePlan } from '../../lib/model/index.ts';
import { writeTree } from '../../lib/render/write/index.ts';
import { edgeFaults } from '../../lib/synth/prove-edges.ts';
import { threeTierStacks } from './stacks.ts';

const input = threeTierStacks(Number(process.argv[2]));
// the first 25,000 files after a deletion cost the disk up to ten times as much as the next: they are written before the clock
const blank = ' '.repeat(2000);
const folder = mkdtempSync(join(tmpdir(), 'unifyops-bench-'));
try {
  const seconds: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    seconds[name] = (performance.now() - start) / 1000;
    return result;
  };
  const plan = await timed('plan', () => resolvePlan(input));
  const tree = await timed('render', () => infraTree([plan]));
  const faults = await timed('check', () => [...checkTree(tree), ...edgeFaults(plan, tree)]);
  if (faults.length > 0)
    throw new Error(`the stacks of the benchmark have ${faults.length} faults, such as ${faults[0]?.found}`);
  plainWrite(
    'warm',
    [...tree.keys()].map((path) => [path, blank]),
  );
  await timed('write', () => writeTree(tree, join(folder, 'ours'), { scope: 'all' }));
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;

  // the floors come last, so that they find everything warm: the comparison is never in our favour
  const texts = await timed('floorYaml', () =>
    [...tree].map(([path, object]) => [path, dump(object, { lineWidth: -1, noRefs: true })] as const),
  );
  await timed('floorWrite', () => plainWrite('floor', texts));
  console.log(JSON.stringify({ objects: tree.size, peakMegabytes, seconds }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Writes files with plain calls. */
function plainWrite(name: string, files: readonly (readonly [path: string, text: string])[]): void {
  for (const path of new Set(files.map(([path]) => dirname(path))))
    mkdirSync(join(folder, name, path), { recursive: true });
  for (const [path, text] of files) writeFileSync(join(folder, name, path), text);
}
