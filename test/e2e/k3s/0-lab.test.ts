import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { waitFor } from '../harness/wait.ts';

const links = async () => (await promisify(execFile)('ip', ['-brief', 'link'])).stdout;

describe('hosts leave nothing behind', () => {
  test.each(['SIGINT', 'SIGKILL'] as const)('after %s', async (signal) => {
    const script = join(import.meta.dirname, 'hosts/hold.ts');
    const holder = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(holder.stdout, 'data')) as [Buffer];
    const folder = line.toString().trim();
    expect([existsSync(folder), (await links()).includes('uo77')]).toEqual([true, true]);
    holder.kill(signal);
    await once(holder, 'close');
    await waitFor('everything to be gone', { seconds: 60 }, async () => {
      const isGone =
        !existsSync(folder) && !existsSync('/sys/fs/cgroup/systemd/unifyops-lab') && !(await links()).includes('uo77');
      return isGone || undefined;
    });
  });
});
