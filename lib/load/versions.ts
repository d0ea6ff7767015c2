import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlatformImages } from '../model/index.ts';
import type { Exports } from './module.ts';

/** The images that `versions.json` of a project pins, as its only value. */
export async function readVersions(root: string): Promise<Exports<PlatformImages>> {
  const owner = 'versions.json';
  try {
    const { images } = JSON.parse(await readFile(join(root, owner), 'utf8')) as { images?: Partial<PlatformImages> };
    if (typeof images?.postgres === 'object') return { values: [images as PlatformImages] };
    const expected = 'images of PostgreSQL by major version';
    return { faults: [{ owner, path: 'images.postgres', found: 'nothing', expected, repair: 'Add them.' }] };
  } catch (error) {
    const found = `the error "${(error as Error).message}"`;
    return {
      faults: [{ owner, path: '', found, expected: 'a JSON file', repair: 'Mend it, or take it back from git.' }],
    };
  }
}
