import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { writeTree } from '../../../lib/render/write/index.ts';
import { allOf, newFolder, putForeign, putLink, renderedIn } from './folder.ts';
import { treeOf } from './trees.ts';

const all = { scope: 'all' } as const;
const files = {
  'argocd/ApplicationSet.dev.yaml': 'set',
  'dev/shop-cart/Deployment.cart.yaml': 'one',
  'dev/shop-cart/Service.cart.yaml': 'one',
  'dev/shop-pay/Service.pay.yaml': 'one',
};

describe('a first synth', () => {
  test('writes one file an object into a folder that it makes', async () => {
    const out = join(newFolder(), 'deep', 'dist');
    const report = await writeTree(treeOf(files), out, all);
    expect(renderedIn(out)).toEqual(files);
    expect(report).toEqual({ written: Object.keys(files), removed: [], unchanged: [] });
  });

  test('names in the first line of a file where it belongs; the rest is the object', async () => {
    const out = newFolder();
    await writeTree(treeOf(files), out, all);
    const text = readFileSync(join(out, 'dev/shop-pay/Service.pay.yaml'), 'utf8');
    expect(text.split('\n')[0]).toBe(
      '# dev/shop-pay/Service.pay.yaml - rendered by unifyops; edit the stack, not this file.',
    );
    expect(parse(text)).toEqual(treeOf(files).get('dev/shop-pay/Service.pay.yaml'));
  });

  test('leaves nothing beside the files', async () => {
    const out = newFolder();
    await writeTree(treeOf(files), out, all);
    expect(readdirSync(out)).toEqual(['argocd', 'dev']);
  });

  test('works through a link to the output folder', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'infra'));
    putLink(folder, 'dist', 'infra');
    await writeTree(treeOf(files), join(folder, 'dist'), all);
    expect(renderedIn(join(folder, 'infra'))).toEqual(files);
  });
});

describe('a synth of the same tree', () => {
  test('writes nothing: no file, no folder, not even the output folder has a new time', async () => {
    const out = newFolder();
    await writeTree(treeOf(files), out, all);
    const longAgo = new Date(1_000_000_000_000);
    for (const path of ['', ...Object.keys(allOf(out))]) utimesSync(join(out, path), longAgo, longAgo);
    const before = allOf(out);
    const report = await writeTree(treeOf(files), out, all);
    expect(report).toEqual({ written: [], removed: [], unchanged: Object.keys(files) });
    expect(allOf(out)).toEqual(before);
    for (const folder of ['.', 'dev', 'argocd']) expect(statSync(join(out, folder)).mtimeMs).toBe(longAgo.getTime());
  });

  test('mends a file that somebody edited under our first line', async () => {
    const out = newFolder();
    await writeTree(treeOf(files), out, all);
    const file = join(out, 'dev/shop-pay/Service.pay.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('one', 'two'));
    const report = await writeTree(treeOf(files), out, all);
    expect(report.written).toEqual(['dev/shop-pay/Service.pay.yaml']);
    expect(renderedIn(out)).toEqual(files);
  });

  test('knows its files after git wrote them with the line ends of Windows', async () => {
    const out = newFolder();
    await writeTree(treeOf(files), out, all);
    const file = join(out, 'dev/shop-pay/Service.pay.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'));
    expect((await writeTree(treeOf(files), out, all)).written).toEqual(['dev/shop-pay/Service.pay.yaml']);
  });
});

describe('a synth of another tree', () => {
  test('changes what changed, and files that did not change stay the very files', async () => {
    const out = newFolder();
    await writeTree(treeOf(files), out, all);
    const before = allOf(out);
    const { 'dev/shop-cart/Service.cart.yaml': _, ...kept } = files;
    const next = { ...kept, 'dev/shop-cart/Deployment.cart.yaml': 'two', 'dev/shop-new/Service.new.yaml': 'one' };
    const report = await writeTree(treeOf(next), out, all);
    expect(renderedIn(out)).toEqual(next);
    expect(report).toEqual({
      written: ['dev/shop-cart/Deployment.cart.yaml', 'dev/shop-new/Service.new.yaml'],
      removed: ['dev/shop-cart/Service.cart.yaml'],
      unchanged: ['argocd/ApplicationSet.dev.yaml', 'dev/shop-pay/Service.pay.yaml'],
    });
    for (const path of report.unchanged) expect(allOf(out)[path]).toBe(before[path]);
  });

  test('removes the files of an environment that is gone, with the folders that this empties', async () => {
    const out = newFolder();
    await writeTree(treeOf({ ...files, 'qa/shop-cart/Service.cart.yaml': 'one' }), out, all);
    const report = await writeTree(treeOf(files), out, all);
    expect(report.removed).toEqual(['qa/shop-cart/Service.cart.yaml']);
    expect(readdirSync(out)).toEqual(['argocd', 'dev']);
  });

  test('removes everything of ours when nothing is rendered any more', async () => {
    const out = newFolder();
    await writeTree(treeOf(files), out, all);
    putForeign(out, 'README.md', 'ours to read');
    expect((await writeTree(new Map(), out, all)).removed).toEqual(Object.keys(files));
    expect(readdirSync(out)).toEqual(['README.md']);
  });

  test('replaces a file, it does not write into it: a copy that shares its bytes stays as it is', async () => {
    const out = newFolder();
    await writeTree(treeOf(files), out, all);
    const before = statSync(join(out, 'dev/shop-pay/Service.pay.yaml')).ino;
    await writeTree(treeOf({ ...files, 'dev/shop-pay/Service.pay.yaml': 'two' }), out, all);
    expect(statSync(join(out, 'dev/shop-pay/Service.pay.yaml')).ino).not.toBe(before);
  });

  test('keeps the mode of folders', async () => {
    const out = newFolder();
    await writeTree(treeOf(files), out, all);
    chmodSync(join(out, 'dev'), 0o2775);
    chmodSync(join(out, 'dev/shop-cart'), 0o700);
    const changed = Object.fromEntries(Object.keys(files).map((path) => [path, 'two']));
    await writeTree(treeOf(changed), out, all);
    expect(renderedIn(out)).toEqual(changed);
    expect(statSync(join(out, 'dev')).mode & 0o7777).toBe(0o2775);
    expect(statSync(join(out, 'dev/shop-cart')).mode & 0o7777).toBe(0o700);
  });
});

describe('a synth of one environment', () => {
  const everything = {
    ...files,
    'argocd/AppProject.prod.yaml': 'set',
    'prod/shop-cart/Service.cart.yaml': 'one',
    'qa/shop-cart/Service.cart.yaml': 'one',
  };

  test('removes nothing of another environment', async () => {
    const out = newFolder();
    await writeTree(treeOf(everything), out, all);
    const report = await writeTree(treeOf({ 'dev/shop-pay/Service.pay.yaml': 'two' }), out, { scope: ['dev'] });
    expect(report.removed).toEqual([
      'argocd/ApplicationSet.dev.yaml',
      'dev/shop-cart/Deployment.cart.yaml',
      'dev/shop-cart/Service.cart.yaml',
    ]);
    expect(renderedIn(out)).toEqual({
      'argocd/AppProject.prod.yaml': 'set',
      'dev/shop-pay/Service.pay.yaml': 'two',
      'prod/shop-cart/Service.cart.yaml': 'one',
      'qa/shop-cart/Service.cart.yaml': 'one',
    });
  });

  test('may name several environments', async () => {
    const out = newFolder();
    await writeTree(treeOf(everything), out, all);
    await writeTree(new Map(), out, { scope: ['dev', 'qa'] });
    expect(Object.keys(renderedIn(out))).toEqual(['argocd/AppProject.prod.yaml', 'prod/shop-cart/Service.cart.yaml']);
  });
});

describe('what is not ours', () => {
  const foreign = (out: string): void => {
    putForeign(out, '.git/HEAD', 'ref: refs/heads/main\n', 0o600);
    putForeign(out, '.git/hooks/pre-commit', '#!/bin/sh\n', 0o755);
    putForeign(out, 'README.md', '# Infra\n', 0o444);
    putForeign(out, 'charts/own/values.yaml', 'a: 1\n', 0o640);
    putForeign(out, 'dev/NOTES.md', 'read me\n');
    putForeign(out, 'dev/shop-cart/.keep', '');
    putForeign(out, 'dev/shop-cart/own/deep/tool.sh', '#!/bin/sh\n', 0o755);
    putForeign(out, 'gone/team.txt', 'us\n');
    mkdirSync(join(out, 'dev/empty'));
    putLink(out, 'dev/shop-cart/latest.yaml', 'Service.cart.yaml');
    putLink(out, 'loop', '.');
    putLink(out, 'dev/nowhere', '../../missing');
  };

  test('stays through every synth: bytes, modes, times, numbers, links, empty folders', async () => {
    const out = newFolder();
    foreign(out);
    const before = allOf(out);
    const versions = ['one', 'two', 'three'].map((text) =>
      Object.fromEntries([...Object.keys(files), 'gone/app/Service.a.yaml'].map((path) => [path, text])),
    );
    for (const version of versions) {
      await writeTree(treeOf(version), out, all);
      expect(renderedIn(out)).toEqual(version);
      expect(allOf(out)).toMatchObject(before);
    }
    await writeTree(new Map(), out, all);
    expect(allOf(out)).toEqual(before);
  });

  test('includes a copy of our file at another path', async () => {
    const out = newFolder();
    await writeTree(treeOf(files), out, all);
    const text = readFileSync(join(out, 'dev/shop-pay/Service.pay.yaml'), 'utf8');
    putForeign(out, 'dev/shop-pay/Service.copy.yaml', text);
    putForeign(
      out,
      'dev/shop-pay/Service.longer.yaml',
      text.replace('pay/Service.pay', 'pay/Service.longer').replace('file.', 'file, please.'),
    );
    await writeTree(treeOf({ 'dev/shop-cart/Service.cart.yaml': 'one' }), out, all);
    expect(readdirSync(join(out, 'dev/shop-pay'))).toEqual(['Service.copy.yaml', 'Service.longer.yaml']);
  });

  test('is not looked for behind a link that leaves the folder', async () => {
    const elsewhere = newFolder();
    await writeTree(treeOf({ 'old/app/Service.a.yaml': 'one' }), elsewhere, all);
    const out = newFolder();
    putLink(out, 'old', join(elsewhere, 'old'));
    await writeTree(treeOf(files), out, all);
    expect(existsSync(join(elsewhere, 'old/app/Service.a.yaml'))).toBe(true);
  });
});
