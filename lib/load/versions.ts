import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlatformImages } from '../model/index.ts';
import type { Exports } from './module.ts';

/** The images that `versions.json` of a project pins, as its only value. */
export async function readVersions(root: string): Promise<Exports<PlatformImages>> {
  const owner = 'versions.json';
  try {
    const { images } = JSON.parse(await readFile(join(root, owner), 'utf8')) as { images?: Partial<PlatformImages> };
    const missing = (['postgres', 'observability'] as const).find((key) => typeof images?.[key] !== 'object');
    if (missing === undefined) return { values: [images as PlatformImages] };
    const expected = missing === 'postgres' ? 'images of PostgreSQL by major version' : 'images of its parts by name';
    return { faults: [{ owner, path: `images.${missing}`, found: 'nothing', expected, repair: 'Add them.' }] };
  } catch (error) {
    const found = `the error "${(error as Error).message}"`;
    return {
      faults: [{ owner, path: '', found, expected: 'a JSON file', repair: 'Mend it, or take it back from git.' }],
    };
  }
}
