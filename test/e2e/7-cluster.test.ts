import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { waitFor } from './harness/wait.ts';

const root = join(import.meta.dirname, '../..');

test('make cluster gives a person a cluster, and Ctrl-C takes all of it away', async () => {
  const maker = spawn('make', ['cluster'], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  let said = '';
  maker.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const kubeconfig = await waitFor(
    'the kubeconfig',
    { seconds: 180 },
    async () => /KUBECONFIG=(\S+)/.exec(said)?.[1],
    () => said,
  );
  const kubernetes = /PATH=(\S+):\$PATH/.exec(said)![1]!;
  const kubectl = promisify(execFile)(join(kubernetes, 'kubectl'), ['get', 'nodes', '--kubeconfig', kubeconfig]);
  const { stdout } = await kubectl.finally(() => {
    // What a terminal does: the signal reaches the whole group.
    process.kill(-maker.pid!, 'SIGINT');
  });
  expect(stdout.match(/ Ready /g)).toHaveLength(6);
  await once(maker, 'close');
  const folder = dirname(kubeconfig);
  await waitFor(
    'everything to be gone',
    { seconds: 20 },
    async () => (!existsSync(folder) && !isMentioned(folder)) || undefined,
  );
});

/** Whether a running process has the folder among its arguments. */
function isMentioned(folder: string): boolean {
  return readdirSync('/proc').some((id) => /^\d+$/.test(id) && argumentsOf(id).includes(folder));
}

function argumentsOf(id: string): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
