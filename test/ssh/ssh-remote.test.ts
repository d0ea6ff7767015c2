import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import ssh2 from 'ssh2';
import { assignments, type Patience, RemoteError, retrying, SshRemote, type Target } from '../../lib/ssh/index.ts';
import { type SshServer, type Sudo, startSshServer } from './server.ts';

const open: { close(): void; stop?(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) {
    one.close();
    await one.stop?.();
  }
});

async function server(sudo?: Sudo): Promise<SshServer> {
  const started = await startSshServer(sudo);
  open.push({ close: () => undefined, stop: started.stop });
  return started;
}

function remote(target: Target): SshRemote {
  const made = new SshRemote(target);
  open.unshift(made);
  return made;
}

const run = (host: SshRemote, script: string, timeoutSeconds = 20) => host.run({ script, timeoutSeconds });

describe('a script on a host', () => {
  test('answers with its exit code and both outputs, over one connection', async () => {
    const { target, connections } = await server();
    const host = remote(target);
    expect(await run(host, 'echo out; echo err >&2; exit 3')).toEqual({ code: 3, stdout: 'out\n', stderr: 'err\n' });
    expect((await run(host, 'echo again')).stdout).toBe('again\n');
    expect(connections()).toBe(1);
  });

  test('and its secrets travel by standard input, never on a command line', async () => {
    const { target, commands } = await server();
    const secret = `it's "$(secret)" \\ and \n more`;
    const answer = await run(
      remote(target),
      `${assignments({ token: secret })}printf %s "$token"; ps -o args= -p $$; env`,
    );
    expect(answer.stdout).toContain(secret);
    expect(answer.stdout.split(secret)).toHaveLength(2);
    expect(commands.join()).not.toContain('secret');
  });

  test('is ended by the host itself when it takes too long', async () => {
    const { target } = await server();
    expect((await run(remote(target), 'sleep 30', 1)).code).toBe(124);
  });

  test('reads a file of this machine', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'unifyops-ssh-'));
    const input = join(folder, 'file');
    writeFileSync(input, 'x'.repeat(1_000_000));
    for (const sudo of ['free', 'password'] as const) {
      const host = remote((await server(sudo)).target);
      expect((await host.run({ script: 'wc -c', timeoutSeconds: 20, input })).stdout.trim()).toBe('1000000');
      await expect(host.run({ script: 'cat', timeoutSeconds: 20, input: `${input}-not` })).rejects.toMatchObject({
        problem: 'input',
      });
    }
    rmSync(folder, { recursive: true });
  });
});

describe('sudo', () => {
  test('with a password gets it by standard input', async () => {
    const { target, commands } = await server('password');
    expect((await run(remote(target), 'echo root')).stdout).toBe('root\n');
    expect(commands.join()).not.toContain('secret');
  });

  test('without a password never gets one: the shell would run it as a command', async () => {
    const { target } = await server('free');
    expect(await run(remote(target), 'echo root')).toEqual({ code: 0, stdout: 'root\n', stderr: '' });
  });

  test.each([
    ['refuses', "it's secret", 'sudo refuses ops (sudo: ops is not in the sudoers file)'],
    ['password', 'wrong', 'sudo refuses ops (sudo: 1 incorrect password attempt)'],
    ['password', undefined, 'sudo refuses ops (sudo: a password is required)'],
  ] as const)('that %s with the password %j is a problem of its own', async (sudo, sudoPassword, message) => {
    const { target } = await server(sudo);
    await expect(run(remote({ ...target, sudoPassword }), 'true')).rejects.toMatchObject({
      problem: 'sudo',
      message: `s1: ${message}`,
    });
  });
});

describe('a host that is not the one we know', () => {
  test('is refused before anything is said to it', async () => {
    const { target, commands } = await server();
    const other = (await server()).target.hostKey;
    await expect(run(remote({ ...target, hostKey: other }), 'true')).rejects.toMatchObject({
      problem: 'host-key',
      mayPass: false,
    });
    expect(commands).toEqual([]);
  });

  test('is refused when it shows a key of another type', async () => {
    const { target } = await server();
    const hostKey = 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7';
    await expect(run(remote({ ...target, hostKey }), 'true')).rejects.toMatchObject({ problem: 'host-key' });
  });

  test('refuses a login for good, and one that is off may come back', async () => {
    const { target } = await server();
    await expect(run(remote({ ...target, user: 'eve' }), 'true')).rejects.toMatchObject({
      problem: 'login',
      mayPass: false,
    });
    await expect(run(remote({ ...target, port: 1 }), 'true')).rejects.toMatchObject({
      problem: 'unreachable',
      mayPass: true,
    });
  });
});

test('no more than eight commands run at once, since sshd opens ten sessions a connection', async () => {
  const { target, commands } = await server();
  const host = remote(target);
  await run(host, 'true');
  const before = commands.length;
  const all = Array.from({ length: 12 }, () => run(host, 'sleep 1; echo done'));
  await Promise.race(all);
  expect(commands.length - before).toBeLessThanOrEqual(9); // the one that followed the first to end, at most
  expect((await Promise.all(all)).map(({ stdout }) => stdout)).toEqual(Array(12).fill('done\n'));
});

test('a connection that drops is told as such, and the next command makes a new one', async () => {
  const { target, cut, connections } = await server();
  const host = remote(target);
  await run(host, 'true');
  const hanging = run(host, 'sleep 20');
  setTimeout(cut, 100);
  await expect(hanging).rejects.toMatchObject({ problem: 'dropped', mayPass: true });
  expect((await run(host, 'echo back')).stdout).toBe('back\n');
  expect(connections()).toBe(2);
});

test('a connection that ended, and has not said so yet, is made again', async () => {
  const { target, connections } = await server();
  const host = remote(target);
  await run(host, 'true');
  // what ssh2 says between the end of the socket and its event, which can be longer than every try
  const exec = jest.spyOn(ssh2.Client.prototype, 'exec').mockImplementationOnce(() => {
    throw new Error('Not connected');
  });
  await expect(run(host, 'true')).rejects.toMatchObject({ problem: 'dropped', message: 's1: Not connected' });
  exec.mockRestore();
  expect((await run(host, 'echo again')).stdout).toBe('again\n');
  expect(connections()).toBe(2);
});

test('a host that resets the connection before its greeting, as one does that goes down, is tried again', async () => {
  const { target } = await server();
  const down = createServer((socket) => socket.once('data', () => socket.resetAndDestroy())).listen(0, '127.0.0.1');
  open.push({ close: () => void down.close() });
  await once(down, 'listening');
  const host = remote({ ...target, port: (down.address() as AddressInfo).port });
  await expect(run(host, 'true')).rejects.toMatchObject({ problem: 'unreachable', mayPass: true });
});

test('a jump host carries the connection, and has a pinned key too', async () => {
  const jump = await server();
  const { target } = await server();
  expect((await run(remote({ ...target, jump: jump.target }), 'echo through')).stdout).toBe('through\n');
  expect(jump.connections()).toBe(1);
  const wrong = { ...jump.target, hostKey: target.hostKey };
  await expect(run(remote({ ...target, jump: wrong }), 'true')).rejects.toMatchObject({ problem: 'host-key' });
});

describe('another try', () => {
  const rests: number[] = [];
  const patience: Patience = {
    retries: 3,
    firstRestMs: 100,
    longestRestMs: 300,
    rest: async (milliseconds) => void rests.push(milliseconds),
  };
  const failing = (problem: 'dropped' | 'host-key', times: number) => {
    let tries = 0;
    return async () => {
      if (tries++ < times) throw new RemoteError('s1', problem, 'failed');
      return tries;
    };
  };

  test('is made after ever longer rests', async () => {
    expect(await retrying(failing('dropped', 3), patience)).toBe(4);
    expect(rests.splice(0)).toEqual([100, 200, 300]);
  });

  test('is given up in the end, and never made for what stays wrong', async () => {
    await expect(retrying(failing('dropped', 9), patience)).rejects.toThrow('s1: failed');
    rests.splice(0);
    await expect(retrying(failing('host-key', 1), patience)).rejects.toThrow('s1: failed');
    expect(rests).toEqual([]);
  });
});
