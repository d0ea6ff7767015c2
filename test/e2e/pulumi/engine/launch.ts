import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../../harness/workspace.ts';
import type { OperationRequest, OperationResult } from './report.ts';

/** A run that goes on. */
export interface RunningOperation {
  /** Resolves when it has ended; undefined if it was killed. */
  readonly result: Promise<OperationResult | undefined>;
  /** `kill -9` of both; their provider notices by itself. */
  readonly kill: () => void;
  /** Ctrl-C, which the program and the engine hear. */
  readonly interrupt: () => void;
  /** What it has said so far. */
  readonly log: () => string;
}

/**
 * Starts a run in a process group of its own: a kill reaches the program and the engine at once, as the end of a machine does.
 * @param name of its log: no other run's
 */
export function launch(
  workspace: Workspace,
  name: string,
  request: OperationRequest,
  env: NodeJS.ProcessEnv,
): RunningOperation {
  const path = join(workspace.sub('requests'), `${name}.json`);
  const logFile = join(workspace.sub('logs'), `pulumi-${name}.log`);
  writeFileSync(path, JSON.stringify(request));
  const log = openSync(logFile, 'a');
  const script = join(import.meta.dirname, 'operation.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, path], {
    detached: true,
    stdio: ['ignore', log, log],
    env,
  });
  closeSync(log);
  // What the harness ends if nobody else can.
  const note = join(workspace.folder, 'groups', String(child.pid));
  writeFileSync(note, name);
  const result = once(child, 'close').then(() => {
    rmSync(note, { force: true });
    // It may hold settings in plain text.
    rmSync(path);
    const file = `${path}.result`;
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as OperationResult) : undefined;
  });
  return {
    result,
    kill: () => process.kill(-child.pid!, 'SIGKILL'),
    interrupt: () => process.kill(-child.pid!, 'SIGINT'),
    log: () => readFileSync(logFile, 'utf8'),
  };
}
