import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Say } from '../../../tools/build/build-part.ts';
import { Message } from '../../../tools/build/message.ts';

const run = promisify(execFile);

/** Debian's package of each command that the harness runs. */
const packages: Readonly<Record<string, string>> = {
  flock: 'util-linux',
  unshare: 'util-linux',
  mount: 'mount',
  ip: 'iproute2',
  setpriv: 'util-linux',
  openssl: 'openssl',
  git: 'git',
  'redis-server': 'redis-server',
  'prometheus-alertmanager': 'prometheus-alertmanager',
  mmdebstrap: 'mmdebstrap',
  shellcheck: 'shellcheck',
  'ssh-keygen': 'openssh-client',
};

/**
 * Makes sure that commands are there; root gets missing ones from Debian.
 * @throws Message that names what is missing and how to get it
 */
export async function requireCommands(commands: readonly string[], say: Say): Promise<void> {
  const missing = commands.filter((command) => !isOnPath(command));
  if (missing.length === 0) return;
  const wanted = [...new Set(missing.map((command) => packages[command] ?? command))];
  const advice = `apt-get install ${wanted.join(' ')}`;
  if (process.getuid?.() !== 0 || !isOnPath('apt-get')) {
    throw new Message(`Missing: ${missing.join(', ')}. Get it with: sudo ${advice}`);
  }
  say(`Installing ${wanted.join(', ')} …`);
  // Level 1: Debian's scripts start no service of a package that is installed now.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  // Another run may be installing at this moment.
  const patience = ['-o', 'DPkg::Lock::Timeout=300'];
  const install = () =>
    run('apt-get', [...patience, 'install', '--yes', '--no-install-recommends', ...wanted], { env });
  await install()
    .catch(() => run('apt-get', ['update'], { env }).then(install))
    .catch((error: Error) => {
      throw new Message(`${advice} failed: ${error.message.trim().split('\n').at(-1)}`);
    });
}

function isOnPath(command: string): boolean {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
