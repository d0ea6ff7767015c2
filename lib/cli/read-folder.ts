import { type Stats, statSync } from 'node:fs';
import { type ReadResult, readTree } from '../checks/index.ts';
import { readFault, unreadable } from '../checks/read/fault.ts';

/**
 * Reads the manifests of a folder; what is no folder is a fault.
 * @param name what the person calls the folder
 */
export function readFolder(dir: string, name: string): ReadResult {
  let stats: Stats | undefined;
  try {
    stats = statSync(dir, { throwIfNoEntry: false });
  } catch (error) {
    return { tree: new Map(), faults: [unreadable(name, error)], notes: [] };
  }
  if (stats?.isDirectory()) return readTree(dir, name);
  const words =
    stats === undefined
      ? {
          found: 'no folder',
          expected: 'a folder of manifests',
          repair: 'Run npx unifyops synth first, or name another folder.',
        }
      : { found: 'a file', expected: 'a folder', repair: 'Name the folder that it is in.' };
  return { tree: new Map(), faults: [readFault(name, '', words)], notes: [] };
}
