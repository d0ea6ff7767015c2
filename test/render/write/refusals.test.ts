import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { writeTree } from '../../../lib/render/write/index.ts';
import { allOf, messagesOf, newFolder, putForeign, putLink, renderedIn } from './folder.ts';
import { treeOf } from './trees.ts';

const all = { scope: 'all' } as const;
const path = 'dev/shop-cart/Service.cart.yaml';
const tree = treeOf({ 'dev/shop-cart/Deployment.cart.yaml': 'one', [path]: 'one' });

/** The messages of a synth into a folder that `prepare` made; the folder must be as it was afterwards. */
async function refusal(prepare: (out: string) => void): Promise<readonly string[]> {
  const out = newFolder();
  prepare(out);
  const before = allOf(out);
  const messages = await messagesOf(writeTree(tree, out, all));
  expect(allOf(out)).toEqual(before);
  expect(readdirSync(out)).not.toContain('.unifyops');
  return messages.map((message) => message.replaceAll(out, 'OUT'));
}

const moveAway = 'Move it away, or synth into another folder. Nothing was written.';

describe('in the way of a rendered file', () => {
  test("someone else's file is named with what would be ours", async () => {
    expect(await refusal((out) => putForeign(out, path, 'kind: Service\n'))).toEqual([
      `[OUT/${path}] found a file that unifyops did not write, expected no file, or one whose first line is "# ${path} - rendered by unifyops; edit the stack, not this file.". ${moveAway}`,
    ]);
  });

  test('a file is not ours because its first line is nearly ours', async () => {
    const header = `# ${path} - rendered by unifyops; edit the stack, not this file.`;
    for (const text of [
      '',
      header.slice(0, -1),
      `${header} `,
      ` ${header}`,
      `\n${header}`,
      header.replace('dev', 'qa'),
    ]) {
      expect(await refusal((out) => putForeign(out, path, `${text}\nkind: Service\n`))).toHaveLength(1);
    }
  });

  test.each([
    ['dev', 'a symbolic link'],
    ['dev/shop-cart', 'a symbolic link'],
    [path, 'a symbolic link'],
  ])('a symbolic link at %s is not followed, even to a place in the folder', async (link, found) => {
    const messages = await refusal((out) => {
      mkdirSync(join(out, 'real/shop-cart'), { recursive: true });
      putLink(out, link, join(out, 'real'));
    });
    expect(messages).toEqual([
      `[OUT/${link}] found ${found} in the way of ${path}, expected nothing else of that name. ${moveAway}`,
    ]);
  });

  test('a file stands where a folder goes, or a folder where a file goes', async () => {
    expect(await refusal((out) => putForeign(out, 'dev', 'text'))).toEqual([
      `[OUT/dev] found a file in the way of ${path}, expected nothing else of that name. ${moveAway}`,
    ]);
    expect(await refusal((out) => putForeign(out, `${path}/text`, 'text'))).toEqual([
      `[OUT/${path}] found a folder in the way of ${path}, expected nothing else of that name. ${moveAway}`,
    ]);
  });

  test('a file of the same name but for its case is refused, since some disks hold only one of the two', async () => {
    expect(await refusal((out) => putForeign(out, 'dev/Shop-Cart', 'text'))).toEqual([
      `[OUT/dev/Shop-Cart] found a file in the way of ${path}, expected nothing else of that name. ${moveAway}`,
    ]);
  });

  test('so is a folder of such a name, unless it is ours from before', async () => {
    expect(await refusal((out) => putForeign(out, 'Dev/text', 'text'))).toEqual([
      `[OUT/Dev] found a folder in the way of ${path}, expected nothing else of that name. ${moveAway}`,
    ]);
    const out = newFolder();
    await writeTree(treeOf({ 'dev/Shop-Cart/a.yaml': 'one' }), out, all);
    await writeTree(tree, out, all);
    expect(renderedIn(out)).toEqual({ 'dev/shop-cart/Deployment.cart.yaml': 'one', [path]: 'one' });
  });

  test('everything is named at once', async () => {
    const messages = await refusal((out) => {
      putForeign(out, path, 'text');
      putForeign(out, 'dev/shop-cart/Deployment.cart.yaml', 'text');
    });
    expect(messages).toHaveLength(2);
  });

  test('the output folder itself can be a file', async () => {
    const out = newFolder();
    putForeign(out, 'dist', 'text');
    expect(await messagesOf(writeTree(tree, join(out, 'dist'), all))).toEqual([
      `[${out}/dist] found a file or a symbolic link, expected a folder, or nothing. ${moveAway}`,
    ]);
  });

  test('a file or a link of the name that synth keeps for itself is left alone', async () => {
    for (const put of [putForeign, putLink]) {
      const out = newFolder();
      put(out, '.unifyops', '../elsewhere');
      expect(await messagesOf(writeTree(tree, out, all))).toEqual([
        `[${out}/.unifyops] found a file or a symbolic link, expected a folder, or nothing. ${moveAway}`,
      ]);
      expect(readdirSync(out)).toEqual(['.unifyops']);
    }
  });
});

describe('a path that cannot be written', () => {
  test.each([
    '../dev/Service.a.yaml',
    '/etc/Service.a.yaml',
    'dev/../../Service.a.yaml',
    'dev//Service.a.yaml',
    'dev/./Service.a.yaml',
    '.git/hooks.yaml',
    'dev/Service.a.yml',
    'dev/Service.a b.yaml',
    'dev/Service.a\\b.yaml',
    'dev/Role.system:a.yaml',
    'dev/Dienst.größe.yaml',
    `dev/${'a'.repeat(251)}.yaml`,
    '',
  ])('%j is refused before the folder is looked at', async (bad) => {
    const out = join(newFolder(), 'dist');
    const messages = await messagesOf(writeTree(treeOf({ [bad]: 'one', 'dev/../x': 'one' }), out, all));
    expect(messages).toHaveLength(2);
    expect(messages[0]).toBe(
      `[${bad}] found the path "${bad}", expected a relative path that ends in .yaml, of names of 1 to 255 letters, digits, ".", "_" and "-" that start with no dot. Rename the object.`,
    );
    expect(() => readdirSync(out)).toThrow('ENOENT');
  });

  test('two paths that differ only in case are refused, folders too', async () => {
    const clashing = { 'dev/a/Service.x.yaml': '', 'dev/a/service.x.yaml': '', 'Dev/a/Role.x.yaml': '' };
    expect(await messagesOf(writeTree(treeOf(clashing), newFolder(), all))).toEqual([
      '[dev/a/service.x.yaml] found "dev/a/service.x.yaml" beside "dev/a/Service.x.yaml", expected paths that differ on a disk that ignores upper and lower case too. Rename one of the two objects.',
      '[Dev/a/Role.x.yaml] found "Dev" beside "dev", expected paths that differ on a disk that ignores upper and lower case too. Rename one of the two objects.',
    ]);
  });

  test('a path that is a file of one object and a folder of another is refused', async () => {
    for (const paths of [
      ['dev/a.yaml', 'dev/a.yaml/b.yaml'],
      ['dev/a.yaml/b.yaml', 'dev/a.yaml'],
    ]) {
      const messages = await messagesOf(
        writeTree(treeOf(Object.fromEntries(paths.map((p) => [p, '']))), newFolder(), all),
      );
      expect(messages).toEqual([expect.stringContaining('found "dev/a.yaml" as a file and as a folder')]);
    }
  });

  test('a synth of one environment writes no other', async () => {
    const other = treeOf({
      'prod/a/Service.a.yaml': '',
      'argocd/AppProject.prod.yaml': '',
      'argocd/Secret.yaml': '',
      'dev.yaml': '',
    });
    const messages = await messagesOf(writeTree(other, newFolder(), { scope: ['dev', 'qa'] }));
    expect(messages).toHaveLength(4);
    expect(messages[0]).toBe(
      '[prod/a/Service.a.yaml] found the path "prod/a/Service.a.yaml", expected a path of dev, qa: this synth writes nothing else. Synth every environment, or leave the object out.',
    );
  });
});
