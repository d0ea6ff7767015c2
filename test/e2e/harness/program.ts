import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Message } from '../../../tools/build/message.ts';
import { waitFor } from './wait.ts';
import type { Workspace } from './workspace.ts';

/** What to run. */
export interface ProgramProps {
  /** Name of its log and in messages. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /**
   * Environment on top of PATH and HOME.
   * @default - nothing
   */
  readonly env?: Readonly<Record<string, string>>;
  /** Tells whether it answers; asked again and again until it does. */
  readonly ready: () => Promise<boolean>;
  /**
   * Seconds until it must answer.
   * @default 180
   */
  readonly patienceSeconds?: number;
}

/** A running part of the platform. */
export interface Program {
  readonly name: string;
  /** Process id, and id of its process group. */
  readonly pid: number;
  /** The end of its log. */
  readonly tail: () => string;
  /** Megabytes of resident memory now. */
  readonly residentMb: () => number;
  /** Seconds of processor time so far, with the children that have ended: a measure that other work on the machine doesn't change. */
  readonly cpuSeconds: () => number;
  /** Kills it and everything it started, and waits until it is gone. */
  readonly kill: () => Promise<void>;
}

/**
 * Starts a program and waits until it answers. It dies with this process, whatever kills this process.
 * @throws Message with the end of its log if it ends or keeps silent
 */
export async function startProgram(workspace: Workspace, props: ProgramProps): Promise<Program> {
  const log = join(workspace.sub('logs'), `${props.name}.log`);
  const program = launch(workspace, props, log);
  const died = () =>
    program.hasEnded() ? new Message(`${props.name} ended at its start. Its log ends:\n${program.tail()}`) : undefined;
  await waitFor(
    `${props.name} to answer`,
    { seconds: props.patienceSeconds ?? 180, everyMs: 100 },
    async () => {
      const error = died();
      if (error !== undefined) throw error;
      return (await props.ready().catch(() => false)) || undefined;
    },
    () => `Its log ends:\n${program.tail()}`,
  ).catch(async (error: unknown) => {
    await program.kill();
    throw error;
  });
  return program;
}

function launch(workspace: Workspace, props: ProgramProps, log: string): Program & { hasEnded: () => boolean } {
  if (props.command.startsWith('/') && !existsSync(props.command))
    throw new Message(`${props.name}: there is no ${props.command}.`);
  const output = openSync(log, 'a');
  const { PATH = '', HOME = '' } = process.env;
  // Its own process group, so that Ctrl-C reaches us alone and a kill reaches whatever it started.
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', props.command, ...props.args], {
    detached: true,
    stdio: ['ignore', output, output],
    env: { PATH, HOME, ...props.env },
  });
  closeSync(output);
  const pid = child.pid!;
  const note = join(workspace.folder, 'groups', String(pid));
  writeFileSync(note, props.name);
  let ended = false;
  const end = new Promise<void>((resolve) => {
    child.once('close', () => {
      ended = true;
      rmSync(note, { force: true });
      resolve();
    });
  });
  return {
    name: props.name,
    pid,
    tail: () => readFileSync(log, 'utf8').trimEnd().split('\n').slice(-12).join('\n'),
    residentMb: () => residentMb(pid),
    cpuSeconds: () => cpuSeconds(pid),
    hasEnded: () => ended,
    kill: async () => {
      if (ended) return;
      process.kill(-pid, 'SIGKILL');
      await end;
    },
  };
}

function residentMb(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes ?? 0) / 1024);
}

/** The kernel counts in hundredths of a second: of the process itself in user and kernel mode, then of its children. */
function cpuSeconds(pid: number): number {
  const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
  return afterName.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
}
