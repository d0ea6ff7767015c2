import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

/** What a synth prints elsewhere: a digest, and how much it was. */
function synthIn(env: Readonly<Record<string, string>>, cwd: string): { digest: string; bytes: number } {
  const script = join(import.meta.dirname, 'print-tree.ts');
  const { stdout, stderr, status } = spawnSync(process.execPath, [script], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(String(stderr));
  return { digest: createHash('sha256').update(stdout).digest('hex'), bytes: stdout.length };
}

test('a synth gives the same bytes in another time zone, language and working directory', () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
  try {
    const here = synthIn({ TZ: 'UTC', LANG: 'C', LC_ALL: 'C' }, process.cwd());
    expect(here.bytes).toBeGreaterThan(100_000);
    expect(synthIn({ TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }, elsewhere)).toEqual(here);
    expect(
      synthIn({ TZ: 'America/St_Johns', LANG: 'sv_SE.UTF-8', LC_ALL: 'sv_SE.UTF-8', HOME: elsewhere }, '/'),
    ).toEqual(here);
  } finally {
    rmSync(elsewhere, { recursive: true, force: true });
  }
});
