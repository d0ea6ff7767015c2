import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { ClusterRequest } from '../../../lib/k3s/request.ts';
import type { Rig } from './rig.ts';

const program = join(import.meta.dirname, '../../../lib/pulumi/clusters/k3s/program.ts');

/**
 * Does something to a host each time one of its steps begins for the first time.
 * @param isHit whether a step is disturbed; all are, unless it says otherwise
 * @returns the steps that were disturbed so far, as `<host> <step>`
 */
export function disturb(
  rig: Rig,
  act: (host: string) => Promise<unknown>,
  isHit: (step: string) => boolean = () => true,
): ReadonlySet<string> {
  const hit = new Set<string>();
  rig.onTell = (host, text) => {
    const step = `${host} ${text}`;
    if (host === '' || text.includes('trying again') || hit.has(step) || !isHit(step)) return;
    hit.add(step);
    void act(host);
  };
  return hit;
}

/** Cuts every connection of the program to a host. */
export async function cutConnections(rig: Rig, host: string): Promise<void> {
  await rig.host(host).root("pkill -f '^sshd: ops' || true");
}

/** Reboots a host, and returns at once. */
export async function reboot(rig: Rig, host: string): Promise<void> {
  await rig
    .host(host)
    .root('systemctl --no-block reboot')
    .catch(() => undefined);
}

/**
 * Runs an apply in a process of its own, and kills it when a step begins that was not killed before.
 * @returns whether it ended by itself
 */
export function runUntilNewStep(request: ClusterRequest, killed: Set<string>): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    child.stderr.on('data', (chunk: Buffer) => {
      for (const text of chunk.toString().split('\n')) {
        const line = text.replace(/-\d{14}$/, ''); // the time in a snapshot's name makes it no other step
        if (!/^[sa]\d /.test(line) || line.includes('trying again') || killed.has(line)) continue;
        killed.add(line);
        child.kill('SIGKILL');
        return;
      }
    });
    child.once('close', (code) => resolve(code === 0));
    child.stdin.end(JSON.stringify({ verb: 'apply', request }));
  });
}
