import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import type { HostProps, SshProps } from '../model/environment/clusters/k3s-props.ts';
import type { Fault } from '../model/fault.ts';
import type { Login, Target } from './target.ts';

/** What hosts have in common, read from this machine: or why it can't be. */
export interface Access {
  readonly faults: readonly Fault[];
  /** A host with everything that a connection needs. */
  readonly target: (host: HostProps) => Target;
}

/**
 * Reads keys and passwords that `ssh` names. Every file that can't be read is a fault, before the first connection.
 * @param owner of the faults: `environment dev`
 */
export function readAccess(owner: string, ssh: SshProps, env: NodeJS.ProcessEnv = process.env): Access {
  const faults: Fault[] = [];
  const read = (path: string, key: string): string => {
    try {
      return readFileSync(homePath(path), 'utf8');
    } catch (error) {
      const found = `${path}, which can't be read (${(error as NodeJS.ErrnoException).code})`;
      faults.push({
        owner,
        path: `cluster.ssh.${key}`,
        found,
        expected: 'a readable file',
        repair: 'Correct the path.',
      });
      return '';
    }
  };
  const login = loginOf(owner, ssh, env, read, faults);
  const sudoPassword = ssh.sudoPasswordFile && read(ssh.sudoPasswordFile, 'sudoPasswordFile').replace(/\r?\n$/, '');
  const jump = ssh.jump && targetOf({ ...ssh.jump, name: `jump host ${ssh.jump.address}` }, ssh.user, login);
  return { faults, target: (host) => ({ ...targetOf(host, ssh.user, login), sudoPassword, jump }) };
}

function targetOf(host: HostProps, user: string, login: Login): Target {
  const { name, address, hostKey, port = 22 } = host;
  return { name, address, hostKey, port, user: host.user ?? user, login };
}

function loginOf(
  owner: string,
  { key }: SshProps,
  env: NodeJS.ProcessEnv,
  read: (path: string, key: string) => string,
  faults: Fault[],
): Login {
  if (key === undefined) {
    const agent = env.SSH_AUTH_SOCK;
    if (agent) return { agent };
    const repair = 'Start an SSH agent, or name a key.';
    faults.push({ owner, path: 'cluster.ssh.key', found: 'no key, and no SSH agent', expected: 'one of both', repair });
    return { agent: '' };
  }
  const privateKey = read(key, 'key');
  const parsed = privateKey === '' ? undefined : ssh2.utils.parseKey(privateKey);
  if (parsed instanceof Error) {
    const found = `${key}, which is no private key that can be used (${parsed.message})`;
    const expected = 'an OpenSSH private key without passphrase';
    faults.push({ owner, path: 'cluster.ssh.key', found, expected, repair: 'Name another key, or use the SSH agent.' });
  }
  return { privateKey };
}

/** A path in which `~` is the home folder. */
export function homePath(path: string): string {
  return path.startsWith('~/') ? join(homedir(), path.slice(2)) : path;
}
