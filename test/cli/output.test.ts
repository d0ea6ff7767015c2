import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, jest, test } from '@jest/globals';

jest.setTimeout(60_000);

const program = join(import.meta.dirname, '..', '..', 'bin', 'unifyops.ts');
const folder = mkdtempSync(join(tmpdir(), 'unifyops-output-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('an answer that nobody can read', () => {
  test('for the disk is full is one line on standard error, and no success', async () => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [program, 'explain'], { stdio: ['ignore', full, 'pipe'] });
    const [stderr, [code]] = await Promise.all([text(child.stderr!), once(child, 'close')]);
    closeSync(full);
    expect(code).toBe(1);
    expect(stderr).toBe(
      '[standard output] found the error "ENOSPC: no space left on device, write", expected a place with room for the answer. Mend the cause, then run it again.\n1 fault\n',
    );
  });

  test('on standard error leaves the exit code as it is, whether the disk is full or the pipe is closed', async () => {
    const full = openSync('/dev/full', 'w');
    const words = [program, 'traffic', 'list', folder];
    const onFull = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', full] });
    const onClosed = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'] });
    onClosed.stderr!.destroy();
    const codes = await Promise.all([onFull, onClosed].map(async (child) => (await once(child, 'close'))[0]));
    closeSync(full);
    expect(codes).toEqual([2, 2]);
  });
});
