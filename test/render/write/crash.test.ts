import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync, unlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { FaultsError } from '../../../lib/model/fault.ts';
import { type Damage, onBrokenDisk } from './broken-disk.ts';

// After the broken disk, so that they get it.
const { writeTree } = await import('../../../lib/render/write/index.ts');
const { allOf, newFolder, putForeign, putLink, renderedIn } = await import('./folder.ts');
const { treeOf } = await import('./trees.ts');

const all = { scope: 'all' } as const;
type Files = Readonly<Record<string, string>>;

/** Every kind of change at once: an environment all new, one all gone, one rendered anew, one with parts of someone else. */
const before: Files = {
  'argocd/AppProject.dev.yaml': 'one',
  'argocd/AppProject.prod.yaml': 'one',
  'dev/cart/Deployment.a.yaml': 'one',
  'dev/cart/Service.a.yaml': 'one',
  'dev/pay/Service.a.yaml': 'one',
  'gone/cart/Service.a.yaml': 'one',
  'gone/pay/Service.a.yaml': 'one',
  'prod/cart/Deployment.a.yaml': 'one',
  'prod/cart/Secret.a.yaml': 'one',
  'prod/cart/Service.a.yaml': 'one',
  'prod/pay/Service.a.yaml': 'one',
  'same/cart/Service.a.yaml': 'one',
};
const after: Files = {
  'argocd/AppProject.dev.yaml': 'two',
  'argocd/AppProject.prod.yaml': 'one',
  'dev/cart/Deployment.a.yaml': 'two',
  'dev/cart/Service.a.yaml': 'one',
  'dev/new/Service.a.yaml': 'two',
  'fresh/cart/Service.a.yaml': 'two',
  'fresh/pay/Service.a.yaml': 'two',
  'prod/cart/Deployment.a.yaml': 'two',
  'prod/cart/Service.a.yaml': 'one',
  'prod/cart/ServiceAccount.a.yaml': 'two',
  'prod/pay/Service.a.yaml': 'two',
  'same/cart/Service.a.yaml': 'one',
};

/** An output folder with the tree `before` and things of someone else beside it and in `prod`. */
async function folderBefore(): Promise<{ out: string; foreign: Files }> {
  const out = newFolder();
  putForeign(out, '.git/HEAD', 'ref: refs/heads/main\n');
  putForeign(out, 'README.md', '# Infra\n', 0o444);
  putForeign(out, 'prod/NOTES.md', 'read me\n', 0o600);
  putForeign(out, 'prod/cart/own/tool.sh', '#!/bin/sh\n', 0o755);
  putLink(out, 'prod/cart/link', 'own');
  const foreign = allOf(out);
  await writeTree(treeOf(before), out, all);
  return { out, foreign };
}

const journalOf = (out: string): string => join(out, '.unifyops/journal');

/** The dead process of the story is this one, which lives: give its lock to a process that has ended. */
function buryHolder(out: string): void {
  for (const name of ['lock', 'lock.takeover']) {
    const lock = join(out, '.unifyops', name);
    if (lstatSync(lock, { throwIfNoEntry: false }) === undefined) continue;
    unlinkSync(lock);
    symlinkSync(JSON.stringify({ pid: 2 ** 22 + 1, start: '1', host: hostname() }), lock);
  }
}

async function write(out: string, files: Files, at = Number.POSITIVE_INFINITY, damage: Damage = 'death') {
  return onBrokenDisk(at, damage, () => writeTree(treeOf(files), out, all));
}

/** Every call from the first to the last that a whole synth makes. */
async function everyCall(): Promise<readonly number[]> {
  const { calls } = await write((await folderBefore()).out, after);
  return calls.map((_, index) => index + 1);
}

const isEven = (call: number): boolean => call % 2 === 0;

function expectWhole(out: string, files: Files, foreign: Files): void {
  expect(renderedIn(out)).toEqual(files);
  expect(allOf(out)).toMatchObject(foreign);
  expect(readdirSync(out)).not.toContain('.unifyops');
}

describe('a synth that dies at any moment', () => {
  test('leaves the old tree or the new one, or a journal among its last renames, and the next run completes it', async () => {
    const withJournal: number[] = [];
    for (const at of await everyCall()) {
      const { out, foreign } = await folderBefore();
      await write(out, after, at);
      expect(allOf(out)).toMatchObject(foreign);
      if (existsSync(journalOf(out))) withJournal.push(at);
      else expect([before, after]).toContainEqual(renderedIn(out));
      buryHolder(out);
      expect((await write(out, after)).error).toBeUndefined();
      expectWhole(out, after, foreign);
    }
    expect(withJournal.length).toBeGreaterThan(0);
  }, 300_000);

  test('can be followed by a synth of the old tree, too', async () => {
    for (const at of (await everyCall()).filter(isEven)) {
      const { out, foreign } = await folderBefore();
      await write(out, after, at);
      buryHolder(out);
      expect((await write(out, before)).error).toBeUndefined();
      expectWhole(out, before, foreign);
    }
  }, 300_000);

  test('can be followed by runs that die as well', async () => {
    for (const at of (await everyCall()).filter(isEven)) {
      const { out, foreign } = await folderBefore();
      await write(out, after, at);
      if (!existsSync(journalOf(out))) continue;
      for (let second = 1; ; second += 4) {
        buryHolder(out);
        if ((await write(out, after, second)).calls.length < second) break;
        expect(allOf(out)).toMatchObject(foreign);
        if (!existsSync(journalOf(out))) expect([before, after]).toContainEqual(renderedIn(out));
      }
      expectWhole(out, after, foreign);
    }
  }, 300_000);

  test('is completed even by a synth of another environment', async () => {
    const { out, foreign } = await folderBefore();
    const { calls } = await write(out, after);
    const middle = Math.floor((calls.indexOf('renameSync') + calls.lastIndexOf('renameSync')) / 2);
    const again = await folderBefore();
    await write(again.out, after, middle);
    expect(existsSync(journalOf(again.out))).toBe(true);
    buryHolder(again.out);
    await writeTree(treeOf({ 'same/cart/Service.a.yaml': 'three' }), again.out, { scope: ['same'] });
    expectWhole(again.out, { ...after, 'same/cart/Service.a.yaml': 'three' }, foreign && again.foreign);
  });

  test('does not take what came into its way since', async () => {
    for (const at of (await everyCall()).filter(isEven)) {
      const { out, foreign } = await folderBefore();
      await write(out, after, at);
      buryHolder(out);
      putForeign(out, 'dev/cart/mine.txt', 'mine');
      putForeign(out, 'gone/mine/text.txt', 'mine');
      await write(out, after);
      expect(allOf(out)).toMatchObject(foreign);
      expect(readdirSync(join(out, 'gone/mine'))).toEqual(['text.txt']);
      expect(readdirSync(join(out, 'dev/cart'))).toContain('mine.txt');
      expect(renderedIn(out)).toEqual(after);
      expect(readdirSync(out)).not.toContain('.unifyops');
    }
  }, 300_000);
});

describe('somebody who works in the folder at the same time', () => {
  test('loses nothing, whatever moment it is', async () => {
    for (const at of await everyCall()) {
      const { out, foreign } = await folderBefore();
      const { error } = await write(out, after, at, () => {
        putForeign(out, 'dev/cart/mine.txt', 'mine');
        putForeign(out, 'fresh/mine.yaml', 'mine');
        putForeign(out, 'gone/cart/mine/deep.txt', 'mine');
      });
      for (const path of ['dev/cart/mine.txt', 'fresh/mine.yaml', 'gone/cart/mine/deep.txt']) {
        expect(readFileSync(join(out, path), 'utf8')).toBe('mine');
      }
      expect(allOf(out)).toMatchObject(foreign);
      expect(renderedIn(out)).toEqual(error === undefined ? after : before);
      expect(readdirSync(out)).not.toContain('.unifyops');
    }
  }, 300_000);

  test('keeps a file that came to stand where one of ours was about to go', async () => {
    const path = 'prod/cart/ServiceAccount.a.yaml';
    const lost: string[] = [];
    let refused = 0;
    for (const at of await everyCall()) {
      const { out, foreign } = await folderBefore();
      let put = false;
      const { calls, error } = await write(out, after, at, () => {
        put = !existsSync(join(out, path));
        if (put) putForeign(out, path, 'mine');
      });
      if (!put) continue;
      if (error === undefined) lost.push(calls[at - 1]!);
      else {
        refused += 1;
        expect((error as FaultsError).message).toMatch(
          /^\[.*ServiceAccount.a.yaml\] found (?:something that came|a file that)/,
        );
        expect(readFileSync(join(out, path), 'utf8')).toBe('mine');
        expect(allOf(out)).toMatchObject(foreign);
        expect(renderedIn(out)).toEqual(before);
        expect(readdirSync(out)).not.toContain('.unifyops');
      }
    }
    // Between the last look and the rename there is no way to keep it.
    expect(lost).toEqual(['renameSync']);
    expect(refused).toBeGreaterThan(0);
  }, 300_000);
});

describe('a disk that refuses', () => {
  function expectHonest({ faults, message }: FaultsError, out: string): void {
    expect(faults).toHaveLength(1);
    if (message.includes('The rendered files are as they were.')) expect(renderedIn(out)).toEqual(before);
    else {
      expect(message).toMatch(/while a failed synth was undone.*it finishes what/);
      expect(existsSync(journalOf(out))).toBe(true);
    }
  }

  test.each(['one error', 'errors from then on'] as const)(
    'leaves the old tree or the new one and one message: %s',
    async (damage) => {
      for (const at of await everyCall()) {
        const { out, foreign } = await folderBefore();
        const { error } = await write(out, after, at, damage);
        expect(allOf(out)).toMatchObject(foreign);
        if (error === undefined) expect(renderedIn(out)).toEqual(after);
        else expectHonest(error as FaultsError, out);
        buryHolder(out);
        expect((await write(out, after)).error).toBeUndefined();
        expectWhole(out, after, foreign);
      }
    },
    300_000,
  );
});

describe('the moment in which a kill can leave both trees', () => {
  /** The renames between the journal and the last of the new tree. */
  async function renamesFor(next: Files, prepare: (out: string) => void = () => {}): Promise<number> {
    const out = newFolder();
    await writeTree(treeOf(before), out, all);
    prepare(out);
    const { calls } = await write(out, next);
    return calls.filter((call) => call === 'renameSync').length - 1;
  }
  const changed = (text: string): Files => Object.fromEntries(Object.keys(before).map((path) => [path, text]));

  test('is one rename for a file, which is atomic', async () => {
    expect(await renamesFor({ ...before, 'dev/cart/Service.a.yaml': 'two' })).toBe(1);
  });

  test('is one rename for a new environment, and one for an environment that is gone', async () => {
    expect(await renamesFor({ ...before, 'new/a/a.yaml': 'two', 'new/b/b.yaml': 'two' })).toBe(1);
    const { 'gone/cart/Service.a.yaml': _, 'gone/pay/Service.a.yaml': __, ...kept } = before;
    expect(await renamesFor(kept)).toBe(1);
  });

  test('is two renames for each top-level folder when everything changes', async () => {
    expect(await renamesFor(changed('two'))).toBe(2 * 4 + 1);
  });

  test('is two renames for each application where something of someone else stands beside them', async () => {
    const next = {
      ...before,
      'prod/cart/Service.a.yaml': 'two',
      'prod/cart/Secret.a.yaml': 'two',
      'prod/pay/Service.a.yaml': 'two',
    };
    expect(await renamesFor(next)).toBe(2);
    expect(await renamesFor(next, (out) => putForeign(out, 'prod/NOTES.md', ''))).toBe(2 + 1);
  });
});
