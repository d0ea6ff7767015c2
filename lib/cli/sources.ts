import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadSource } from '../checks/report/index.ts';

/** The sources of a folder, to look up the lines of faults in. */
export function sourcesIn(dir: string): ReadSource {
  return (file) => {
    const path = join(dir, file);
    return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, 'utf8') : undefined;
  };
}
