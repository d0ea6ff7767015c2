import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { importsOf, root, sourcesOf } from './source.ts';

/** What each folder of `lib/` may import of ours; a part of a folder where the rest is none of its business. */
const layers: Readonly<Record<string, readonly string[]>> = {
  model: [],
  constructs: ['lib/model/'],
  observability: ['lib/model/', 'lib/constructs/'],
  render: ['lib/model/', 'lib/constructs/', 'lib/observability/'],
  // a proof doesn't trust the maker: it knows how a fault is told and what a value is, and nothing of the plan
  checks: ['lib/render/', 'lib/model/fault.ts', 'lib/model/nearest.ts', 'lib/model/values/'],
  gitops: ['lib/render/', 'lib/model/'],
  // what carries the cluster, proven from its graph alone as manifests are
  cloud: [
    'lib/checks/traffic/',
    'lib/model/fault.ts',
    'lib/model/nearest.ts',
    'lib/model/values/',
    'lib/model/aws/versions.ts',
  ],
  pulumi: [
    'lib/cloud/',
    'lib/k3s/',
    'lib/render/',
    'lib/model/',
    'lib/checks/',
    'lib/gitops/',
    'lib/load/',
    'lib/synth/',
  ],
  ssh: ['lib/model/'],
  k3s: ['lib/ssh/', 'lib/model/'],
  cost: ['lib/model/'],
  load: ['lib/model/', 'lib/checks/read/bytes.ts'],
  synth: ['lib/load/', 'lib/model/', 'lib/gitops/', 'lib/render/', 'lib/checks/'],
  scaffold: ['lib/load/', 'lib/model/', 'lib/render/write/errors.ts', 'lib/synth/'],
  doctor: ['lib/load/', 'lib/model/', 'lib/render/', 'lib/synth/'],
  cli: ['lib/'],
};

const files = sourcesOf('lib');
const folderOf = (file: string) => file.split('/')[1] ?? '';

describe('a layer imports only from the layers above it', () => {
  test.each([...new Set(files.map(folderOf))])('lib/%s', (folder) => {
    const allowed = layers[folder];
    if (!allowed) throw new Error(`lib/${folder} is not in the table of this test: say what it may import`);
    const wrong = files
      .filter((file) => folderOf(file) === folder)
      .flatMap((file) => importsOf(file).map((target) => ({ file, target })))
      .filter(({ target }) => isOurs(target) && !target.startsWith(`lib/${folder}/`))
      .filter(({ target }) => !target.endsWith('.json') && !allowed.some((prefix) => target.startsWith(prefix)));
    expect(wrong).toEqual([]);
  });
});

test('the model is pure: no file system, no process, no cdk8s', () => {
  const packages = files
    .filter((file) => folderOf(file) === 'model')
    .flatMap(importsOf)
    .filter((target) => !isOurs(target));
  expect([...new Set(packages)].sort()).toEqual(['node:crypto', 'zod']);
});

test('stacks and environments know the model alone', () => {
  for (const file of [...sourcesOf('stacks'), ...sourcesOf('environments')]) {
    const outside = importsOf(file).filter((target) => !/^(stacks|environments)\//.test(target));
    expect({ file, outside: outside.filter((target) => target !== 'lib/model/index.ts') }).toEqual({
      file,
      outside: [],
    });
  }
});

test('nothing that synth, check or traffic runs imports Pulumi', () => {
  const entries = ['main.ts', 'bin/cdk8s.ts', 'bin/unifyops.ts'];
  const reached = new Map<string, string>();
  const visit = (file: string, from: string): void => {
    if (reached.has(file)) return;
    reached.set(file, from);
    if (isOurs(file) && file.endsWith('.ts')) for (const target of importsOf(file)) visit(target, file);
  };
  for (const entry of entries) visit(entry, 'the command line');
  expect(entries).not.toEqual([]);
  expect([...reached.keys()]).toContain('lib/render/render.ts');
  expect([...reached].filter(([file]) => file.startsWith('@pulumi/') || file.startsWith('lib/pulumi/'))).toEqual([]);
});

test('every file that is imported exists, and none is imported by a path that leaves the project', () => {
  const targets = files.flatMap(importsOf).filter(isOurs);
  expect(targets.filter((target) => target.startsWith('..') || !existsSync(join(root, target)))).toEqual([]);
});

function isOurs(target: string): boolean {
  return target.endsWith('.ts') || target.endsWith('.json');
}
