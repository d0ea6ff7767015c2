import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeAndReplace } from '../../lib/scaffold/replace-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unifyops-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('making one file and replacing another', () => {
  test('does both, and leaves nothing else behind', async () => {
    writeFileSync(join(folder, 'index'), 'old');
    await makeAndReplace(
      { file: join(folder, 'a', 'new'), text: 'made' },
      { file: join(folder, 'index'), text: 'now' },
    );
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['a', 'a/new', 'index']);
    expect(readFileSync(join(folder, 'a', 'new'), 'utf8')).toBe('made');
    expect(readFileSync(join(folder, 'index'), 'utf8')).toBe('now');
  });

  test('takes the made file and its folder back if the other can not be replaced', async () => {
    const replaced = { file: join(folder, 'nowhere', 'index'), text: 'now' };
    const work = makeAndReplace({ file: join(folder, 'a', 'new'), text: 'made' }, replaced);
    await expect(work).rejects.toMatchObject({ code: 'ENOENT' });
    expect(existsSync(join(folder, 'a'))).toBe(false);
  });

  test('replaces nothing if the made file is there already', async () => {
    for (const name of ['new', 'index']) writeFileSync(join(folder, name), 'old');
    const work = makeAndReplace(
      { file: join(folder, 'new'), text: 'made' },
      { file: join(folder, 'index'), text: 'now' },
    );
    await expect(work).rejects.toMatchObject({ code: 'EEXIST' });
    for (const name of ['new', 'index']) expect(readFileSync(join(folder, name), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toHaveLength(2);
  });
});
