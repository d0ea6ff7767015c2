import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ChildOptions } from './child.ts';

const childFile = fileURLToPath(new URL('child.ts', import.meta.url));

/** A synth in a process of its own. */
export interface Synth {
  readonly process: ChildProcess;
  /** Until the process has printed this line. */
  readonly printed: (line: string) => Promise<void>;
  /** Until it has ended. */
  readonly ended: Promise<{ readonly signal: NodeJS.Signals | null; readonly stdout: string; readonly stderr: string }>;
}

/** Starts a synth. `shell` is run before it in the same shell, to limit what it may do. */
export function startSynth(options: ChildOptions, shell = ':'): Synth {
  const command = `${shell} && exec "$0" --disable-warning=ExperimentalWarning "$@"`;
  const child = spawn('sh', ['-c', command, process.execPath, childFile, JSON.stringify(options)]);
  const output = { stdout: '', stderr: '' };
  const waiting: { line: string; resolve: () => void }[] = [];
  child.stderr.on('data', (data) => {
    output.stderr += data;
  });
  child.stdout.on('data', (data) => {
    output.stdout += data;
    for (const { line, resolve } of waiting) if (output.stdout.includes(`${line}\n`)) resolve();
  });
  return {
    process: child,
    printed: (line) => new Promise((resolve) => waiting.push({ line, resolve })),
    ended: once(child, 'close').then(([, signal]) => ({ signal, ...output })),
  };
}
