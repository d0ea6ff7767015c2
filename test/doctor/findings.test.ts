import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { dependencyFinding } from '../../lib/doctor/dependencies.ts';
import { nodeFinding } from '../../lib/doctor/node.ts';
import { outputFindings } from '../../lib/doctor/output.ts';
import { programFindings } from '../../lib/doctor/programs.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'unifyops-doctor-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

describe('Node', () => {
  beforeEach(() => write('.nvmrc', '24.21.0\n'));

  test.each([
    ['24.21.0', 'ok', '24.21.0'],
    ['24.1.0', 'warn', '24.1.0 instead of the pinned 24.21.0'],
    ['20.20.2', 'fail', '20.20.2 instead of the pinned 24.21.0'],
  ])('%s is %s', async (running, state, found) => {
    expect(await nodeFinding(root, running)).toMatchObject({ state, found });
  });
});

describe('dependencies', () => {
  const lock = (version: string) =>
    JSON.stringify({
      packages: {
        '': { dependencies: { a: '1.0.0' }, devDependencies: { b: '1.0.0' } },
        'node_modules/a': { version },
        'node_modules/b': { version: '1.0.0' },
      },
    });

  test('as the lock file pins them are good', async () => {
    write('package-lock.json', lock('1.0.0'));
    write('node_modules/.package-lock.json', lock('1.0.0'));
    expect(await dependencyFinding(root)).toMatchObject({
      state: 'ok',
      found: '2 packages as the lock file pins them',
    });
  });

  test.each([
    ['an old one', lock('0.9.0'), 'a 0.9.0 instead of 1.0.0'],
    ['a missing one', JSON.stringify({ packages: {} }), 'a missing instead of 1.0.0, b missing instead of 1.0.0'],
    ['a broken list of them', '{', 'nothing installed by npm'],
  ])('with %s fail, with the command that mends it', async (_, installed, found) => {
    write('package-lock.json', lock('1.0.0'));
    write('node_modules/.package-lock.json', installed);
    expect(await dependencyFinding(root)).toMatchObject({ state: 'fail', found, repair: 'Run npm ci.' });
  });

  test('without a lock file fail', async () => {
    expect(await dependencyFinding(root)).toMatchObject({ state: 'fail', found: 'no package-lock.json' });
  });
});

describe('the output folder', () => {
  const header = (path: string) => `# ${path} - rendered by unifyops; edit the stack, not this file.\n`;

  test.each([
    ['is not there yet', () => undefined, 'ok', 'not there yet'],
    ['holds other files alone', () => write('out/README.md', ''), 'ok', 'nothing rendered yet'],
    ['holds our files', () => write('out/dev/a.yaml', header('dev/a.yaml')), 'ok', 'rendered, nothing in the way'],
    ['is a file', () => write('out', ''), 'fail', 'a file at'],
    [
      'has a journal of a killed synth',
      () => write('out/.unifyops/journal', ''),
      'warn',
      'ended among its last renames',
    ],
    ['has a staging folder', () => write('out/.unifyops/next/a', ''), 'warn', 'has not ended'],
  ])('that %s', (_, make, state, found) => {
    make();
    expect(outputFindings(join(root, 'out'))).toEqual([
      expect.objectContaining({ state, found: expect.stringContaining(found) }),
    ]);
  });

  test('with symbolic links names them, and follows none', () => {
    write('out/dev/a.yaml', header('dev/a.yaml'));
    symlinkSync('/', join(root, 'out/dev/x.yaml'));
    symlinkSync('.', join(root, 'out/dev/loop'));
    expect(outputFindings(join(root, 'out'))).toEqual([
      expect.objectContaining({ state: 'warn', found: 'the symbolic links dev/loop, dev/x.yaml' }),
    ]);
  });
});

describe('programs', () => {
  test('are found along the path; only git must be there', async () => {
    write('bin/kubectl', '');
    expect((await programFindings('')).map(({ subject, state }) => [subject, state])).toEqual([
      ['git', 'fail'],
      ...['kubectl', 'argocd', 'kind', 'pulumi'].map((name) => [name, 'warn']),
    ]);
    for (const name of ['git', 'kubectl']) writeProgram(`bin/${name}`);
    const found = await programFindings(`${join(root, 'nowhere')}:${join(root, 'bin')}`);
    expect(found.filter(({ state }) => state === 'ok').map((finding) => finding.found)).toEqual([
      join(root, 'bin/git'),
      join(root, 'bin/kubectl'),
    ]);
  });

  test("are the machine's own first, and what npm would download only then, said so", async () => {
    for (const folder of ['node_modules/.bin', 'own']) writeProgram(`${folder}/pulumi`);
    const pulumi = async (...folders: string[]) => {
      const findings = await programFindings(folders.map((folder) => join(root, folder)).join(':'));
      return findings.find(({ subject }) => subject === 'pulumi')?.found;
    };
    expect(await pulumi('node_modules/.bin', 'own')).toBe(join(root, 'own/pulumi'));
    expect(await pulumi('node_modules/.bin')).toBe(
      `${join(root, 'node_modules/.bin/pulumi')}, which downloads it when it is first used`,
    );
  });
});

function writeProgram(path: string): void {
  write(path, '#!/bin/sh\n');
  chmodSync(join(root, path), 0o755);
}
