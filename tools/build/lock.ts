import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Holds the lock file `path` while `work` runs, waiting for whoever holds it now. The kernel lets go of it when this process ends,
 * however it ends: the holder is a child that reads from us.
 * @param waiting called once if another process holds the lock
 */
export async function withLock<T>(path: string, waiting: () => void, work: () => Promise<T>): Promise<T> {
  const holder = spawn('flock', [path, 'sh', '-c', 'echo locked; cat'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const patience = setTimeout(waiting, 500);
  try {
    await once(holder.stdout, 'data');
  } finally {
    clearTimeout(patience);
  }
  try {
    return await work();
  } finally {
    holder.stdin.end();
    await once(holder, 'close');
  }
}
