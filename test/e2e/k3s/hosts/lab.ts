import { execFile, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { HostProps } from '../../../../lib/model/index.ts';
import { type Answer, SshRemote, type Target } from '../../../../lib/ssh/index.ts';
import { builtPart, type Say } from '../../../../tools/build/build-part.ts';
import { Message } from '../../../../tools/build/message.ts';
import { requireCommands } from '../../harness/packages.ts';
import { answers } from '../../harness/ports.ts';
import { waitFor } from '../../harness/wait.ts';
import { baseSystem, hostScript, nspawnProgram } from './base.ts';

const run = promisify(execFile);

/** Address of this machine on the bridge of the hosts. */
export const bridgeAddress = '10.77.0.1';

/** A Debian host of its own: systemd, sshd with its own host key, sudo, its own address. */
export interface LabHost {
  readonly props: HostProps;
  /** Runs a script as root, over SSH as `root`. */
  readonly root: (script: string, timeoutSeconds?: number) => Promise<Answer>;
  /** Power loss: every process is gone at once. */
  readonly kill: () => Promise<void>;
  /** Power comes back. */
  readonly start: () => Promise<void>;
  /** Takes the network cable out, or puts it back. */
  readonly cable: (isIn: boolean) => Promise<void>;
  /** Changes when the host reboots. */
  readonly bootId: () => Promise<string>;
}

/** Hosts on a bridge of this machine. */
export interface Lab {
  readonly folder: string;
  /** Path of the private key that every host lets in. */
  readonly key: string;
  /** A new host with the next free address, booted. */
  readonly add: (name: string) => Promise<LabHost>;
  /** Seconds that all hosts have computed so far: they share this machine's cores, so only this tells what one of them costs. */
  readonly cpuSeconds: () => number;
  readonly stop: () => Promise<void>;
}

/** Cleans up when this process ends, however it ends: it reads from us, so the kernel wakes it. */
const janitor = 'cat >/dev/null; exec "$0" cleanup';

/** Starts a lab without hosts. What an earlier run left is removed first. */
export async function startLab(say: Say): Promise<Lab> {
  if (process.getuid?.() !== 0)
    throw new Message('Hosts are made of mounts and network namespaces: run this suite as root.');
  await requireCommands(['mmdebstrap', 'shellcheck', 'ssh-keygen', 'ip'], say);
  const base = await baseSystem(say);
  const nspawn = await nspawnProgram(say);
  const options = await binds(say);
  const folder = mkdtempSync(join(tmpdir(), 'unifyops-lab-'));
  const env = { ...process.env, LAB: folder, BASE: base, NSPAWN: nspawn, BINDS: options };
  const script = async (...args: readonly string[]) => void (await run(hostScript, [...args], { env }));
  await run(hostScript, ['cleanup'], { env: { ...env, LAB: join(folder, 'none') } });
  const cleaner = spawn('sh', ['-c', janitor, hostScript], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env,
  });
  const gone = new Promise<void>((resolve) => cleaner.once('close', () => resolve()));
  cleaner.unref();
  const key = join(folder, 'key');
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
  let last = 10;
  return {
    folder,
    key,
    add: async (name) => {
      last++;
      return addHost({ folder, key, script }, name, last);
    },
    cpuSeconds: () => Number(readFileSync('/sys/fs/cgroup/cpuacct/unifyops-lab/cpuacct.usage', 'utf8')) / 1e9,
    stop: async () => {
      cleaner.ref();
      cleaner.stdin.end();
      await gone;
    },
  };
}

/** The real parts that the stand-in starts, at the place where it looks for them. */
async function binds(say: Say): Promise<string> {
  const parts = [
    ['etcd', 'etcd'],
    ['etcdutl', 'etcdutl'],
    ['kubernetes', 'kube-apiserver'],
    ['kubernetes', 'kubectl'],
  ] as const;
  const options: string[] = [];
  for (const [part, program] of parts)
    options.push(`--bind-ro=${join(await builtPart(part, say), program)}:/opt/stand-in/${program}`);
  return options.join(' ');
}

interface Making {
  readonly folder: string;
  readonly key: string;
  readonly script: (...args: readonly string[]) => Promise<void>;
}

async function addHost({ folder, key, script }: Making, name: string, last: number): Promise<LabHost> {
  const address = `10.77.0.${last}`;
  const upper = join(folder, name, 'up');
  await script('create', name, String(last));
  const authorized = join(upper, 'etc/ssh/authorized');
  mkdirSync(authorized, { recursive: true });
  for (const user of ['root', 'ops', 'guarded']) {
    writeFileSync(join(authorized, user), readFileSync(`${key}.pub`));
    chmodSync(join(authorized, user), 0o644);
  }
  const hostKey = readFileSync(join(upper, 'etc/ssh/ssh_host_ed25519_key.pub'), 'utf8')
    .split(' ')
    .slice(0, 2)
    .join(' ');
  const props: HostProps = { name, address, hostKey };
  const privateKey = readFileSync(key, 'utf8');
  const target: Target = { name, address, hostKey, port: 22, user: 'root', login: { privateKey } };
  const root = async (text: string, timeoutSeconds = 60) => {
    const remote = new SshRemote(target);
    try {
      return await remote.run({ script: text, timeoutSeconds });
    } finally {
      remote.close();
    }
  };
  const start = async () => {
    await script('start', name);
    await waitFor(
      `${name} to answer`,
      { seconds: 60 },
      async () => (await answers(22, { host: address, until: 'data' })) || undefined,
    );
  };
  await start();
  return {
    props,
    root,
    start,
    kill: () => script('kill_host', name),
    cable: async (isIn) => void (await run('ip', ['link', 'set', `uo77v${last}`, isIn ? 'up' : 'down'])),
    bootId: async () =>
      (await root('cat /proc/sys/kernel/random/boot_id; systemctl show -p UserspaceTimestampMonotonic')).stdout,
  };
}
