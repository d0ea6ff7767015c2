import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** What is left of a run: its folder, and processes that have the folder among their arguments. Empty if all is gone. */
export function leftBehind(folder: string): readonly string[] {
  const processes = readdirSync('/proc').filter((id) => /^\d+$/.test(id) && argumentsOf(id).includes(folder));
  return [...(existsSync(folder) ? [folder] : []), ...processes.map((id) => `${id}: ${argumentsOf(id)}`)];
}

function argumentsOf(id: string): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
