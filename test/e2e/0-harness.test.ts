import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { requireCommands } from './harness/packages.ts';
import { startProgram } from './harness/program.ts';
import { say } from './harness/say.ts';
import { waitFor } from './harness/wait.ts';
import { createWorkspace, type Workspace } from './harness/workspace.ts';

const root = join(import.meta.dirname, '../..');

describe('what is missing is said in one line', () => {
  const path = process.env.PATH;
  let workspace: Workspace;

  beforeEach(() => {
    workspace = createWorkspace();
  });

  afterEach(async () => {
    process.env.PATH = path;
    await workspace.remove();
  });

  test('no Go', async () => {
    const folder = workspace.sub('bin');
    for (const command of ['cat', 'flock', 'nice', 'sh']) symlinkSync(join('/usr/bin', command), join(folder, command));
    const env = { PATH: folder, XDG_CACHE_HOME: workspace.folder };
    const run = promisify(execFile)(process.execPath, ['tools/build.ts', 'etcd'], { cwd: root, env });
    const { code, stderr } = (await run.catch((error: unknown) => error)) as {
      readonly code: number;
      readonly stderr: string;
    };
    expect(stderr).toMatch(/^Go is missing: .* Install Go 1\.26\.0 or newer .*\n$/);
    expect(code).toBe(1);
  });

  test('no Debian package, and no right or way to install it', async () => {
    process.env.PATH = workspace.sub('empty');
    await expect(requireCommands(['openssl', 'git'], () => {})).rejects.toThrow(
      'Missing: openssl, git. Get it with: sudo apt-get install openssl git',
    );
  });

  test('no free port', async () => {
    await requireCommands(['unshare', 'ip'], say);
    // A network of its own with two ports, where three are wanted.
    const narrow = 'ip link set lo up; echo "40000 40001" > /proc/sys/net/ipv4/ip_local_port_range; exec "$@"';
    const program =
      "import('./test/e2e/harness/ports.ts').then(({ freePorts }) => freePorts(3)).catch(({ message }) => console.log(message))";
    const command = ['--map-root-user', '--net', 'sh', '-c', narrow, 'sh', process.execPath, '--eval', program];
    const { stdout } = await promisify(execFile)('unshare', command, { cwd: root, timeout: 60_000 });
    expect(stdout).toMatch(
      /^No free port on 127\.0\.0\.1 \(.*\)\. End programs that hold many, then run it again\.\n$/,
    );
  });

  test('a part that dies at its start', async () => {
    const args = ['-c', 'echo unknown flag: --speed >&2; exit 2'];
    const start = startProgram(workspace, { name: 'etcd', command: 'sh', args, ready: async () => false });
    await expect(start).rejects.toThrow('etcd ended at its start. Its log ends:\nunknown flag: --speed');
  });

  test('a part that never answers', async () => {
    const patience = { ready: async () => false, patienceSeconds: 1 };
    const start = startProgram(workspace, {
      name: 'etcd',
      command: 'sh',
      args: ['-c', 'echo waiting; sleep 60'],
      ...patience,
    });
    await expect(start).rejects.toThrow('Waited 1 s for etcd to answer. Its log ends:\nwaiting');
    expect(readdirSync(join(workspace.folder, 'groups'))).toEqual([]);
  });
});

test('nothing is skipped in silence: a test that may be skipped says why in its title', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
  const silent = files
    .filter((name) => name.endsWith('.test.ts'))
    .flatMap((name) => readFileSync(join(import.meta.dirname, name), 'utf8').split('\n'))
    .filter(
      (line) => /\b(test|describe|it)\.(skip|skipIf|todo|only)\b/.test(line) && !line.includes('skipped because'),
    );
  expect(silent).toEqual([]);
});

describe('nothing is left behind', () => {
  test.each(['SIGINT', 'SIGKILL'] as const)('no process and no folder after %s', async (signal) => {
    const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}` };
    const holder = spawn(process.execPath, ['test/e2e/fixtures/hold.ts'], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(holder.stdout, 'data')) as [Buffer];
    const { folder, group } = JSON.parse(line.toString()) as { readonly folder: string; readonly group: number };
    const before = { folder: existsSync(folder), processes: running(group).length };
    holder.kill(signal);
    await once(holder, 'close');
    await waitFor(
      'everything to be gone',
      { seconds: 60 },
      async () => (!existsSync(folder) && running(group).length === 0) || undefined,
    );
    expect(before).toEqual({ folder: true, processes: 2 });
  });
});

/** Ids of the processes of a group that are not just waiting to be reaped. */
function running(group: number): readonly string[] {
  return readdirSync('/proc').filter((id) => {
    if (!/^\d+$/.test(id)) return false;
    try {
      const [state, , processGroup] = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]!.split(' ');
      return Number(processGroup) === group && state !== 'Z';
    } catch {
      return false;
    }
  });
}
