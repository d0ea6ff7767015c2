import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { leftBehind } from './harness/left-behind.ts';
import { waitFor } from './harness/wait.ts';

const root = join(import.meta.dirname, '../..');

test('make cluster gives a person a cluster, and Ctrl-C takes all of it away', async () => {
  await using run = make(['cluster']);
  const kubeconfig = await run.until('the kubeconfig', (said) => /KUBECONFIG=(\S+)/.exec(said)?.[1]);
  const kubernetes = await run.until('the path', (said) => /PATH=(\S+):\$PATH/.exec(said)?.[1]);
  const kubectl = promisify(execFile)(join(kubernetes, 'kubectl'), ['get', 'nodes', '--kubeconfig', kubeconfig]);
  const { stdout } = await kubectl.finally(run.interrupt);
  expect(stdout.match(/ Ready /g)).toHaveLength(6);
  await allGone(dirname(kubeconfig));
});

// A namespace of the kernel without a name goes with its last process, and no suite gives one a name.
test('Ctrl-C in the middle of make e2e leaves no process, no namespace and no folder', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'interrupted-'));
  try {
    await using run = make(['e2e', 'ARGS=3-self-heal'], { TMPDIR: parent });
    const folder = await run.until('Argo CD to start', () =>
      workspacesIn(parent).find((path) => existsSync(join(path, 'logs', 'argocd-server.log'))),
    );
    expect(leftBehind(folder).length).toBeGreaterThan(5);
    await run.interrupt();
    await allGone(folder);
    expect(workspacesIn(parent)).toEqual([]);
  } finally {
    rmSync(parent, { recursive: true });
  }
});

/**
 * Runs a target as a terminal does. `until` looks until something is found and tells `look` what was said so far; `interrupt`, and the
 * end of the scope, send Ctrl-C to the whole process group and wait for its end.
 */
function make(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const options = { cwd: root, env: { ...process.env, ...env }, detached: true } as const;
  const maker = spawn('make', args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  const hasEnded = () => maker.exitCode !== null || maker.signalCode !== null;
  let said = '';
  maker.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const closed = once(maker, 'close');
  const interrupt = async () => {
    if (!hasEnded()) process.kill(-maker.pid!, 'SIGINT');
    await closed;
  };
  const until = <T>(what: string, look: (said: string) => T | undefined) =>
    waitFor(
      what,
      { seconds: 240 },
      async () => {
        if (hasEnded()) throw new Error(`make ended before ${what}: ${said}`);
        return look(said);
      },
      () => said,
    );
  return { until, interrupt, [Symbol.asyncDispose]: interrupt };
}

function workspacesIn(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => name.startsWith('unifyops-e2e-'));
  return names.map((name) => join(folder, name));
}

async function allGone(folder: string): Promise<void> {
  const patience = { seconds: 120 };
  const left = () => leftBehind(folder);
  await waitFor(
    'everything to be gone',
    patience,
    async () => left().length === 0 || undefined,
    () => left().join('\n'),
  );
}
