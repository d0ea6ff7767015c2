/**
 * How long Pulumi takes to bring objects into a cluster, beside `kubectl apply --server-side` with the same objects in the same run.
 * Run: node test/bench/pulumi.ts [count…] (the real parts of docs/e2e.md; the provider may be a stand-in). Compare ratios, not seconds.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Table from 'cli-table3';
import type { KubeApi } from '../e2e/harness/api/kube-api.ts';
import { type Cluster, startCluster } from '../e2e/harness/cluster/cluster.ts';
import { say } from '../e2e/harness/say.ts';
import { timed } from '../e2e/harness/wait.ts';
import { Engine } from '../e2e/pulumi/engine/engine.ts';
import { type OperationResult, well } from '../e2e/pulumi/engine/report.ts';
import { benchTree } from './pulumi/objects.ts';

const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [60, 1000, 5000];
const program = join(import.meta.dirname, 'pulumi/program.ts');
const table = new Table({
  head: [
    'objects',
    'kubectl new',
    'kubectl again',
    'up new',
    'ratio',
    'up again',
    'ratio',
    'preview',
    'start-up',
    'ms an object',
  ],
  colAligns: new Array(10).fill('right'),
  style: { head: [], border: [] },
});

const cluster = await startCluster(say, { nodes: 1, volumes: 1 });
try {
  for (const count of counts) {
    const row = await measure(cluster, count);
    table.push(row);
    // The largest take long: whoever gives up on them has the others.
    say(row.join('  '));
  }
} finally {
  await cluster.stop();
}
console.log(table.toString());
console.log(
  'seconds. kubectl: the whole command. up and preview: from the first object to the last; start-up (engine, program, provider) is the rest of the command. ratio: to kubectl.',
);
process.exit(0);

async function measure({ api, kubeconfig, kubernetes, workspace }: Cluster, count: number) {
  const engine = await Engine.start(cluster);
  await emptyNamespaces(api);
  const folder = workspace.sub(`objects-${count}`);
  for (const [path, object] of benchTree(count, 'bench-kubectl')) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    // JSON is YAML.
    writeFileSync(join(folder, path), JSON.stringify(object));
  }
  const kubectl = async () => {
    const args = ['apply', '--server-side', '--recursive', `--filename=${folder}`, `--kubeconfig=${kubeconfig}`];
    const command = () => promisify(execFile)(join(kubernetes, 'kubectl'), args, { maxBuffer: 1 << 28 });
    return (await timed(command)).seconds;
  };
  writeFileSync(join(engine.root, 'bench.json'), JSON.stringify({ count, kubeconfig }));
  const run = (operation: 'up' | 'preview') => well(engine.run(operation, { program }));
  const preview = await run('preview');
  const made = await run('up');
  const again = await run('up');
  const [kubectlNew, kubectlAgain] = [await kubectl(), await kubectl()];
  await well(engine.run('destroy', { program }));
  const startUp = ({ seconds, stepSeconds }: OperationResult) => seconds - stepSeconds;
  return [
    count,
    ...[kubectlNew, kubectlAgain, made.stepSeconds].map((value) => value.toFixed(1)),
    (made.stepSeconds / kubectlNew).toFixed(2),
    again.stepSeconds.toFixed(1),
    (again.stepSeconds / kubectlAgain).toFixed(2),
    ...[preview.stepSeconds, startUp(again), (made.stepSeconds / count) * 1000].map((value) => value.toFixed(1)),
  ];
}

async function emptyNamespaces(api: KubeApi): Promise<void> {
  for (const name of ['bench-pulumi', 'bench-kubectl']) {
    await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
}
