import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readReleases } from '../../lib/load/releases.ts';
import { faultMessage } from '../../lib/model/fault.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unifyops-releases-'));
  file = join(folder, 'dev.yaml');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What is wrong with the file, without its owner, which is always the same. */
async function messages(): Promise<readonly string[]> {
  const result = await readReleases(file, 'dev');
  if (!('faults' in result)) return [];
  const owner = '[environments/releases/dev.yaml] ';
  return result.faults.map((fault) => faultMessage(fault).replace(owner, ''));
}

describe('the releases of an environment', () => {
  test('are what the file holds, and null is none', async () => {
    writeFileSync(file, 'a/b:\n  api: &shared { tag: "1" }\n');
    expect(await readReleases(file, 'dev')).toEqual({ releases: { 'a/b': { api: { tag: '1' } } } });
    writeFileSync(file, 'null # none yet\n');
    expect(await readReleases(file, 'dev')).toEqual({ releases: {} });
  });

  test('are to be created only if there is no file', async () => {
    expect(await messages()).toEqual([expect.stringMatching(/^found no file, .* Create it with the line "\{\}"/)]);
  });

  test('that can not be read are never to be created anew: that would lose them', async () => {
    mkdirSync(file);
    expect(await messages()).toEqual([
      "found what can't be read (EISDIR), expected a file of releases. Make it readable.",
    ]);
  });

  test('must be UTF-8: what would stand in its place is guessed', async () => {
    writeFileSync(file, Buffer.from('a/b:\n  api: { tag: "caf\xe9" }\n', 'latin1'));
    expect(await messages()).toEqual(['line 2: found bytes that are no text, expected UTF-8. Save the file as UTF-8.']);
  });

  test.each([
    ['that holds itself', 'x: &a [*a]\n', 1],
    ['of another release', 'a/b: &a { api: { tag: "1" } }\nc/d: *a\n', 2],
    ['in a merge', 'a: &a { b: 1 }\nc:\n  <<: *a\n', 3],
  ])('may have no alias %s, which could stand for any number of values', async (_, text, line) => {
    writeFileSync(file, text);
    expect(await messages()).toEqual([
      `line ${line}: found an alias, expected releases that are written out. Write the release in its place.`,
    ]);
  });

  test('that are broken YAML are told with the line', async () => {
    writeFileSync(file, 'a/b:\n\tapi: 1\n');
    expect(await messages()).toEqual([expect.stringMatching(/^line 2: found broken YAML \(.*\), expected YAML\. /)]);
  });
});
