import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { FaultsError } from '../../../lib/model/fault.ts';
import { replaceFiles } from '../../../lib/render/write/replace-files.ts';

let root: string;
const at = (name: string) => join(root, name);
const faultsOf = (...names: string[]) => {
  try {
    replaceFiles(names.map((name) => ({ file: at(name), text: name })));
    return [];
  } catch (error) {
    if (!(error instanceof FaultsError)) throw error;
    return error.faults.map(({ owner, found, expected }) => [owner.slice(root.length + 1), found, expected]);
  }
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'unifyops-replace-'));
});
afterEach(() => rmSync(root, { recursive: true }));

test('files appear with their folders, in the place of older ones, and nothing is left beside them', () => {
  mkdirSync(at('a'));
  writeFileSync(at('a/old'), 'before');
  expect(faultsOf('a/old', 'b/c/new')).toEqual([]);
  expect([readFileSync(at('a/old'), 'utf8'), readFileSync(at('b/c/new'), 'utf8')]).toEqual(['a/old', 'b/c/new']);
  expect([readdirSync(at('a')), readdirSync(at('b/c'))]).toEqual([['old'], ['new']]);
});

test('everything that is in the way is told at once, and nothing is written', () => {
  mkdirSync(at('folder'));
  writeFileSync(at('file'), '');
  expect(faultsOf('new', 'folder', 'file/below')).toEqual([
    ['folder', 'a folder', 'a file'],
    ['file', 'a file', 'a folder'],
  ]);
  expect(readdirSync(root).sort()).toEqual(['file', 'folder']);
});

test('what the system refuses is told of the file that was asked for, and no other file is touched', () => {
  const long = 'x'.repeat(300);
  writeFileSync(at('kept'), 'before');
  expect(faultsOf('kept', long)).toEqual([
    [long, 'the error "ENAMETOOLONG: name too long"', 'a file that this user may write'],
  ]);
  expect(readFileSync(at('kept'), 'utf8')).toBe('before');
});

test.each(['/proc/self/unifyops'])('a place that takes no files is told by its name: %s', (file) => {
  expect(() => replaceFiles([{ file, text: '' }])).toThrow(FaultsError);
  expect(existsSync(file)).toBe(false);
});
