import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { writeTree } from '../../../lib/render/write/index.ts';
import { allOf, newFolder, putForeign, putLink, renderedIn } from './folder.ts';
import { startSynth } from './processes.ts';
import { treeOf } from './trees.ts';

type Files = Readonly<Record<string, string>>;

/** Three environments, twelve applications in each, eight files in each of those: 288 files. */
function version(text: string, environments: readonly string[]): Files {
  const files: Record<string, string> = {};
  for (const environment of environments) {
    files[`argocd/AppProject.${environment}.yaml`] = text;
    for (let app = 0; app < 12; app++) {
      for (let file = 0; file < 8; file++) {
        files[`${environment}/app-${app}/Secret.${file === 0 ? text : file}.yaml`] = file % 2 === 0 ? text : 'same';
      }
    }
  }
  return files;
}

test('a synth that is killed with SIGKILL at any moment leaves the old tree or the new one', async () => {
  const out = newFolder();
  putForeign(out, '.git/HEAD', 'ref: refs/heads/main\n', 0o600);
  putForeign(out, 'README.md', '# Infra\n');
  putForeign(out, 'dev/NOTES.md', 'read me\n', 0o444);
  putForeign(out, 'staging/app-1/own/tool.sh', '#!/bin/sh\n', 0o755);
  putLink(out, 'prod/latest', 'app-1');
  const foreign = allOf(out);

  let old = version('one', ['dev', 'staging', 'prod']);
  let next = version('two', ['dev', 'staging', 'qa']);
  const whole = await startSynth({ out, files: old }).ended;
  const milliseconds = Number(whole.stdout.split('\n')[1]);
  expect(renderedIn(out)).toEqual(old);

  const kills = 32;
  let duringWrite = 0;
  for (let kill = 0; kill < kills; kill++) {
    const synth = startSynth({ out, files: next });
    await synth.printed('ready');
    // Every other kill comes once it writes: how long it reads before that depends on the machine.
    while (kill % 2 === 0 && !existsSync(join(out, '.unifyops')) && synth.process.exitCode === null) await sleep(1);
    await sleep((Math.random() * milliseconds) / (kill % 2 === 0 ? 4 : 1));
    synth.process.kill('SIGKILL');
    await synth.ended;

    if (existsSync(join(out, '.unifyops'))) duringWrite += 1;
    // Between two of the last renames, and only there, a journal says that the next synth has something to finish.
    if (!existsSync(join(out, '.unifyops/journal'))) expect([old, next]).toContainEqual(renderedIn(out));
    expect(allOf(out)).toMatchObject(foreign);

    await writeTree(treeOf(next), out, { scope: 'all' });
    expect(renderedIn(out)).toEqual(next);
    expect(readdirSync(out)).not.toContain('.unifyops');
    expect(allOf(out)).toMatchObject(foreign);
    [old, next] = [next, old];
  }
  expect(duringWrite).toBeGreaterThan(0);
}, 300_000);
