import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { errorCode } from './errors.ts';

/**
 * When a process of this machine began, in words of the operating system: with the pid it names one process for good, since
 * pids come again. Undefined if no such process runs; empty if it runs and the system does not tell.
 */
export function processStart(pid: number): string | undefined {
  if (!isRunning(pid)) return undefined;
  return existsSync('/proc/self/stat') ? startFromProc(pid) : startFromPs(pid);
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Linux: fields 3 (state) and 22 (start, in ticks since boot) of /proc/<pid>/stat. A zombie has ended. */
function startFromProc(pid: number): string | undefined {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The command's name, field 2, stands in parentheses and may hold spaces and parentheses itself.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' || state === 'X' ? undefined : (fields[18] ?? '');
}

function startFromPs(pid: number): string {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  return attempt(() => execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env })).trim();
}

function attempt(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
