import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2, { type Connection, type ServerChannel } from 'ssh2';
import type { Target } from '../../lib/ssh/index.ts';

/** What sudo does on the pretended host. */
export type Sudo = 'free' | 'password' | 'refuses';

/** An SSH server on loopback that runs commands as this user; `sudo` is a stand-in with the same questions. */
export interface SshServer {
  readonly target: Target;
  /** Every command line that was asked for. */
  readonly commands: readonly string[];
  /** Connections that were made. */
  readonly connections: () => number;
  /** Cuts every connection, as a cable would. */
  readonly cut: () => void;
  readonly stop: () => Promise<void>;
}

const sudos: Readonly<Record<Sudo, string>> = {
  free: 'while [ $# -gt 0 ]; do case $1 in -p) shift 2 ;; -*) shift ;; *) break ;; esac; done; exec "$@"',
  password: `asks=; while [ $# -gt 0 ]; do case $1 in -S) asks=1; shift ;; -p) shift 2 ;; -*) shift ;; *) break ;; esac; done
[ -n "$asks" ] || { echo 'sudo: a password is required' >&2; exit 1; }
read -r given; [ "$given" = "it's secret" ] || { echo 'sudo: 1 incorrect password attempt' >&2; exit 1; }; exec "$@"`,
  refuses: 'echo "sudo: ops is not in the sudoers file" >&2; exit 1',
};

const key = () => ssh2.utils.generateKeyPairSync('ed25519');
const userKey = key();

/** Starts a server whose `sudo` behaves as said. */
export async function startSshServer(sudo: Sudo = 'free'): Promise<SshServer> {
  const folder = mkdtempSync(join(tmpdir(), 'unifyops-ssh-'));
  writeFileSync(join(folder, 'sudo'), `#!/bin/sh\n${sudos[sudo]}\n`);
  chmodSync(join(folder, 'sudo'), 0o755);
  const hostKey = key();
  const commands: string[] = [];
  const open = new Set<Connection>();
  let made = 0;
  const server = new ssh2.Server({ hostKeys: [hostKey.private] }, (connection) => {
    made++;
    open.add(connection);
    connection.on('error', () => undefined).on('close', () => open.delete(connection));
    connection.on('authentication', (context) => {
      if (context.method === 'publickey' && context.username === 'ops') context.accept();
      else context.reject(['publickey']);
    });
    connection.on('ready', () => {
      connection.on('session', (accept) => {
        accept().on('exec', (take, _refuse, { command }) => {
          commands.push(command);
          runOn(take(), command, folder);
        });
      });
      connection.on('tcpip', (accept, _refuse, { destPort }) => {
        const stream = accept();
        stream.pipe(connect(destPort, '127.0.0.1')).pipe(stream);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const login = { privateKey: userKey.private };
  return {
    target: {
      name: 's1',
      address: '127.0.0.1',
      port,
      user: 'ops',
      hostKey: hostKey.public,
      login,
      sudoPassword: "it's secret",
    },
    commands,
    connections: () => made,
    cut: () => {
      for (const connection of open) (connection as unknown as { _sock: { destroy(): void } })._sock.destroy();
    },
    stop: async () => {
      for (const connection of open) connection.end();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function runOn(channel: ServerChannel, command: string, folder: string): void {
  const child = spawn('sh', ['-c', command], { env: { PATH: `${folder}:${process.env.PATH}` } });
  channel.pipe(child.stdin);
  child.stdin.on('error', () => undefined);
  child.stdout.on('data', (chunk) => channel.write(chunk));
  child.stderr.on('data', (chunk) => channel.stderr.write(chunk));
  child.on('close', (code) => {
    channel.exit(code ?? 255);
    channel.end();
  });
}
