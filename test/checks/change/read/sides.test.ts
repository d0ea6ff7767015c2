import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { changes, readSides, type Sides } from '../../../../lib/checks/change/index.ts';
import { maxFileBytes } from '../../../../lib/checks/read/index.ts';
import { faultMessage } from '../../../../lib/model/fault.ts';
import { config, Repository } from './repository.ts';

let repository: Repository;
beforeEach(() => {
  repository = new Repository();
});
afterEach(() => {
  repository.remove();
});

/** Each change in a word, or each fault's message, the test's own folder named REPO. */
function told(sides: Sides): readonly string[] {
  if ('faults' in sides) return sides.faults.map((fault) => faultMessage(fault).replaceAll(repository.folder, 'REPO'));
  return changes(sides.old.tree, sides.new.tree).map(({ change, object, file }) => `${change} ${object} (${file})`);
}

describe('two revisions', () => {
  test('are compared without a look at the work tree', () => {
    repository.write('dev/a.yaml', config('a'));
    repository.write('dev/b.yaml', config('b'));
    const first = repository.commit();
    repository.write('dev/b.yaml', config('b', 'y'));
    repository.write('dev/c.yaml', `${config('c')}---\n${config('d')}`);
    repository.commit();
    repository.write('dev/a.yaml', 'broken: [');
    expect(told(readSides(first, 'HEAD', repository.folder))).toEqual([
      'changed ConfigMap shop/b (dev/b.yaml)',
      'added ConfigMap shop/c (dev/c.yaml)',
      'added ConfigMap shop/d (dev/c.yaml)',
    ]);
  });

  test('may be a branch, a tag, or a commit before another', () => {
    repository.write('a.yaml', config('a'));
    repository.commit();
    repository.git('tag', 'v1');
    repository.write('b.yaml', config('b'));
    repository.commit();
    for (const old of ['v1', 'main~1', 'HEAD^', 'refs/tags/v1']) {
      expect(told(readSides(old, 'main', repository.folder))).toEqual(['added ConfigMap shop/b (b.yaml)']);
    }
  });

  test('are read below one folder of the repository, files beside the manifests left out', () => {
    repository.write('infra/a.yaml', config('a'));
    repository.write('infra/values.yaml', 'replicas: 2\n');
    repository.write('infra/.github/work.yaml', 'broken: [');
    repository.write('README.md', '# infra');
    const first = repository.commit();
    repository.write('infra/a ä.yaml', config('b'));
    repository.write('other/c.yaml', config('c'));
    repository.commit();
    expect(told(readSides(first, 'HEAD', join(repository.folder, 'infra')))).toEqual([
      'added ConfigMap shop/b (a ä.yaml)',
    ]);
  });

  test('share what they have in common', () => {
    repository.write('a.yaml', config('a'));
    const first = repository.commit();
    repository.write('b.yaml', config('b'));
    repository.commit();
    const sides = readSides(first, 'HEAD', repository.folder);
    expect('faults' in sides || sides.old.tree.get('a.yaml') === sides.new.tree.get('a.yaml')).toBe(true);
  });
});

describe('a revision and a folder', () => {
  test('are compared as the folder stands', () => {
    repository.write('a.yaml', config('a'));
    repository.commit();
    repository.write('b.yaml', config('b'));
    expect(told(readSides('HEAD', repository.folder, repository.folder))).toEqual(['added ConfigMap shop/b (b.yaml)']);
    expect(told(readSides(repository.folder, 'HEAD', repository.folder))).toEqual([
      'removed ConfigMap shop/b (b.yaml)',
    ]);
  });

  test('need no repository if both are folders', () => {
    repository.write('old/a.yaml', config('a'));
    repository.write('new/b.yaml', config('b'));
    const [old, next] = ['old', 'new'].map((name) => join(repository.folder, name));
    expect(told(readSides(old!, next!, '/'))).toEqual([
      'removed ConfigMap shop/a (a.yaml)',
      'added ConfigMap shop/b (b.yaml)',
    ]);
  });
});

describe('what can not be read', () => {
  beforeEach(() => {
    repository.write('a.yaml', config('a'));
    repository.commit();
  });

  test.each([
    ['mian', 'Did you mean main?'],
    ['0123456', 'Correct the name, or fetch the revision: a clone may be shallow.'],
    ['--all', 'Correct the name, or fetch the revision: a clone may be shallow.'],
    ['main..HEAD', 'Correct the name, or fetch the revision: a clone may be shallow.'],
    ['', 'Correct the name, or fetch the revision: a clone may be shallow.'],
  ])('a revision %j that is none is one message', (name, repair) => {
    expect(told(readSides(name, 'HEAD', repository.folder))).toEqual([
      `[${name}] found no such folder and no such revision, expected a folder of manifests, or a branch, tag or commit (--repo REPO). ${repair}`,
    ]);
  });

  test('a folder that is none is not looked for among the revisions', () => {
    repository.git('branch', 'x/y');
    expect(told(readSides('./x/y', 'HEAD', repository.folder))).toHaveLength(1);
  });

  test('a revision without a repository is one message for each side', () => {
    const messages = told(readSides('main', 'HEAD', '/nowhere'));
    expect(messages).toEqual(
      ['main', 'HEAD'].map(
        (name) =>
          `[${name}] found no folder, and no git repository at /nowhere (fatal: cannot change to '/nowhere': No such file or directory), expected a folder of manifests, or a revision of a git repository. Correct the folder, or name the infra repository with --repo.`,
      ),
    );
  });

  test('a broken file is a fault of its side, with its line', () => {
    repository.write('b.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {');
    const second = repository.commit();
    const messages = told(readSides('HEAD~1', second, repository.folder));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(new RegExp(`^\\[${second}:b\\.yaml\\] line 3, column`));
    const folders = told(readSides('HEAD~1', repository.folder, repository.folder));
    expect(folders[0]).toMatch(/^\[REPO\/b\.yaml\] line 3, column/);
  });

  test('a revision without a manifest is a fault, since everything would seem to be removed', () => {
    repository.git('rm', '--quiet', 'a.yaml');
    repository.write('README.md', '# empty');
    repository.commit();
    expect(told(readSides('HEAD~1', 'HEAD', repository.folder))).toEqual([
      '[HEAD] found no manifest, expected a revision with .yaml, .yml or .json files that hold Kubernetes objects. Name another revision, or the folder of the repository that they are in with --repo.',
    ]);
  });

  test('a link to manifests is a fault, to anything else is none', () => {
    repository.write('docs/readme.md', '# docs');
    repository.write('base/b.yaml', config('b'));
    repository.link('README.md', 'docs/readme.md');
    repository.commit();
    expect(told(readSides('HEAD~1', 'HEAD', repository.folder))).toEqual(['added ConfigMap shop/b (base/b.yaml)']);
    repository.link('prod', 'base');
    repository.link('c.yaml', 'base/b.yaml');
    repository.commit();
    expect(told(readSides('HEAD~1', 'HEAD', repository.folder))).toEqual(
      ['c.yaml', 'prod'].map(
        (link) =>
          `[HEAD:${link}] found a symbolic link, expected a file: links are not followed inside a revision. Commit the file itself, or check both revisions out and name their folders.`,
      ),
    );
  });

  test('a file of 50 MB is a fault', () => {
    repository.write('big.yaml', `# ${'x'.repeat(maxFileBytes)}`);
    repository.commit();
    expect(told(readSides('HEAD~1', 'HEAD', repository.folder))).toEqual([
      '[HEAD:big.yaml] found a file of 16.0 MiB, expected at most 16.0 MiB. Split it, or move it out of the folder if it holds no manifests.',
    ]);
  });

  test('a name of both a folder and a branch is a fault', () => {
    mkdirSync(join(repository.folder, 'prod'));
    repository.git('branch', 'prod');
    const here = process.cwd();
    process.chdir(repository.folder);
    try {
      expect(told(readSides('prod', 'HEAD', '.'))).toEqual([
        '[prod] found a folder and a git revision of this name, expected one of the two. Write ./prod for the folder, or refs/heads/prod for the branch.',
      ]);
    } finally {
      process.chdir(here);
    }
  });
});
