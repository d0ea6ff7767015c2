import { chmodSync, chownSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { writeTree } from '../../../lib/render/write/index.ts';
import { processStart } from '../../../lib/render/write/process-start.ts';
import { allOf, messagesOf, newFolder, putForeign, renderedIn } from './folder.ts';
import { startSynth } from './processes.ts';
import { treeOf } from './trees.ts';

const all = { scope: 'all' } as const;
const old = { 'dev/a/Service.a.yaml': 'one', 'dev/b/Service.b.yaml': 'one', 'qa/a/Service.a.yaml': 'one' };
const next = { 'dev/a/Service.a.yaml': 'two', 'dev/b/Service.b.yaml': 'two', 'qa/a/Service.a.yaml': 'two' };
const NOBODY = 65534;

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const out = newFolder();
  await writeTree(treeOf(files), out, all);
  return out;
}

/** Leaves a lock as a process of these words would have. */
function leaveLock(out: string, holder: object | string): void {
  putForeign(out, '.unifyops/.gitignore', '*\n');
  symlinkSync(typeof holder === 'string' ? holder : JSON.stringify(holder), join(out, '.unifyops/lock'));
}

describe('two synths into one folder', () => {
  test('the second names the first and writes nothing; after the first was killed it finishes its work', async () => {
    const out = await folderWith(old);
    const first = startSynth({ out, files: next, midway: 'hold' });
    await first.printed('holding');
    expect(await messagesOf(writeTree(treeOf(old), out, all))).toEqual([
      `[${out}] found process ${first.process.pid} writing there, expected one synth at a time. Wait until it has ended, then run synth again.`,
    ]);
    first.process.kill('SIGKILL');
    await first.ended;
    expect(readdirSync(join(out, '.unifyops'))).toContain('journal');
    expect(readFileSync(join(out, '.unifyops/.gitignore'), 'utf8')).toBe('*\n');
    await writeTree(treeOf(next), out, all);
    expect(renderedIn(out)).toEqual(next);
    expect(readdirSync(out)).toEqual(['dev', 'qa']);
  });

  test('both succeed when there is nothing to write', async () => {
    const out = await folderWith(old);
    const reports = await Promise.all([writeTree(treeOf(old), out, all), writeTree(treeOf(old), out, all)]);
    for (const { unchanged } of reports) expect(unchanged).toEqual(Object.keys(old));
  });

  test('a lock of a process that has ended, or whose number went to another one, counts for nothing', async () => {
    const start = processStart(process.pid) ?? '';
    for (const holder of [
      { pid: 2 ** 22 + 1, start, host: hostname() },
      { pid: process.pid, start: `${start}0`, host: hostname() },
      { pid: -1, start, host: hostname() },
      'text of someone',
      '{"pid": 1}',
    ]) {
      const out = await folderWith(old);
      leaveLock(out, holder);
      symlinkSync('left by a run that was killed as it took over', join(out, '.unifyops/lock.takeover'));
      await writeTree(treeOf(next), out, all);
      expect(renderedIn(out)).toEqual(next);
      expect(readdirSync(out)).toEqual(['dev', 'qa']);
    }
  });

  test('a lock of another machine holds until somebody deletes it', async () => {
    const out = await folderWith(old);
    leaveLock(out, { pid: 7, start: '1', host: 'elsewhere' });
    const lock = join(out, '.unifyops/lock');
    expect(await messagesOf(writeTree(treeOf(next), out, all))).toEqual([
      `[${out}] found process 7 of elsewhere writing there, expected one synth at a time. If it no longer runs there, delete ${lock}. Else wait until it has ended, then run synth again.`,
    ]);
    expect(renderedIn(out)).toEqual(old);
    expect(readlinkSync(lock)).toContain('elsewhere');
  });

  test('a process is known by its start: two of them, two starts; none after the end', async () => {
    const synth = startSynth({ out: await folderWith(old), files: next, midway: 'hold' });
    await synth.printed('holding');
    const pid = synth.process.pid ?? 0;
    expect(processStart(pid)).toMatch(/./);
    expect(processStart(pid)).toBe(processStart(pid));
    expect(processStart(pid)).not.toBe(processStart(process.pid));
    synth.process.kill('SIGKILL');
    await synth.ended;
    expect(processStart(pid)).toBeUndefined();
  });
});

describe('a journal', () => {
  test('that wants files moved out of the folder is refused', async () => {
    for (const line of ['put ../../etc', 'remove /etc', 'put .git', 'take dev', 'remove']) {
      const out = await folderWith(old);
      putForeign(out, '.unifyops/journal', `put qa\n${line}\n`);
      expect(await messagesOf(writeTree(treeOf(next), out, all))).toEqual([
        `[${out}/.unifyops/journal] found the line "${line}", expected "put" or "remove" and a path in the output folder. unifyops did not write it: delete the file, then run synth again.`,
      ]);
      expect(renderedIn(out)).toEqual(old);
    }
  });
});

describe('a polite end', () => {
  test('SIGTERM among the last renames waits until the new tree stands, and then ends the process', async () => {
    const out = await folderWith(old);
    const { signal } = await startSynth({ out, files: next, midway: 'terminate' }).ended;
    expect(signal).toBe('SIGTERM');
    expect(renderedIn(out)).toEqual(next);
    expect(readdirSync(out)).toEqual(['dev', 'qa']);
  });
});

describe('when writing fails midway', () => {
  test('a file that is too large for the disk leaves the old tree, one message and nothing else', async () => {
    const out = await folderWith(old);
    const files = { ...next, 'qa/a/Service.a.yaml': 'x'.repeat(100_000) };
    // The limit on the size of a file, in blocks, stands in for a full disk.
    const { stderr } = await startSynth({ out, files }, 'ulimit -f 16').ended;
    expect(stderr).toBe(
      `[${out}] found the error "EFBIG: file too large, write", expected a folder with free space that this user may write. The rendered files are as they were. Mend the cause, then run synth again.\n`,
    );
    expect(renderedIn(out)).toEqual(old);
    expect(readdirSync(out)).toEqual(['dev', 'qa']);
  });

  test.each([
    ['an application that may not be changed', 'qa/a'],
    ['an environment that may not be changed', 'dev'],
    ['an output folder that may not be changed', ''],
  ])('%s leaves the old tree, one message and nothing else', async (_, closed) => {
    const out = await folderWith(old);
    const uid = process.getuid?.() === 0 ? NOBODY : process.getuid!();
    for (const path of Object.keys(allOf(out)).concat('')) chownSync(join(out, path), uid, -1);
    chmodSync(join(out, closed), 0o555);
    const { stderr } = await startSynth({ out, files: next, uid }).ended;
    chmodSync(join(out, closed), 0o755);
    expect(stderr).toMatch(/^\[.*\] found the error "EACCES: .*The rendered files are as they were\..*\n$/);
    expect(renderedIn(out)).toEqual(old);
    expect(readdirSync(out)).toEqual(['dev', 'qa']);
  });
});
