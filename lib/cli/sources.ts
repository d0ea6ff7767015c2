import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadSource } from '../checks/report/index.ts';

/** The sources of a folder, to look up the lines of faults in. A file that can't be read has none: its fault says so already. */
export function sourcesIn(dir: string): ReadSource {
  return (file) => {
    const path = join(dir, file);
    try {
      return statSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
    } catch {
      return undefined;
    }
  };
}
