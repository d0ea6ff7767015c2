import { spawnSync } from 'node:child_process';

/** What git answered. */
export interface Answer {
  readonly ok: boolean;
  readonly output: Buffer;
  /** The first line of what it complained of. */
  readonly complaint: string;
}

/** Runs git in a folder. It waits for the answer; `input` goes to its standard input. */
export function git(folder: string, words: readonly string[], input = ''): Answer {
  const { status, stdout, stderr, error } = spawnSync('git', ['-C', folder, ...words], {
    input,
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  const complaint = error?.message ?? stderr.toString('utf8').split('\n')[0]!;
  return { ok: status === 0, output: stdout ?? Buffer.alloc(0), complaint };
}
