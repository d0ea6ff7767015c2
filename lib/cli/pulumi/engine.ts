import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Fault, FaultsError } from '../../model/fault.ts';
import { projectRoot } from '../project.ts';

/** What a command of Pulumi printed. */
export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Pulumi's own command line. */
export class Engine {
  readonly #program: string;

  private constructor(program: string) {
    this.#program = program;
  }

  /**
   * The machine's own, or the one that npm brings.
   * @throws FaultsError if neither runs
   */
  static async find(): Promise<Engine> {
    const engine = new Engine(findProgram());
    const { code, stderr } = await engine.ask('version');
    if (code === 0) return engine;
    const found = `no program that runs (${lastLine(stderr)})`;
    const repair = 'Install it, or let this machine reach get.pulumi.com: the npm package downloads it.';
    throw new FaultsError([{ owner: 'Pulumi', path: '', found, expected: 'its command line', repair }]);
  }

  /** Runs a command in silence. */
  async ask(...args: readonly string[]): Promise<Said> {
    const child = spawn(this.#program, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] });
    const done = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    const [stdout, stderr, [code]] = await done.catch((error: Error) => ['', error.message, [null]] as const);
    return { code: code as number | null, stdout, stderr };
  }

  /** Runs a command on the person's terminal; returns its exit code. */
  async show(...args: readonly string[]): Promise<number> {
    const child = spawn(this.#program, args, { cwd: projectRoot, stdio: 'inherit' });
    const [code] = (await once(child, 'close')) as [number | null];
    return code ?? 1;
  }
}

/** npm puts its own folder of programs first: what the machine has comes before what that would download. */
function findProgram(): string {
  const npm = resolve(projectRoot, 'node_modules', '.bin');
  const folders = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '' && resolve(folder) !== npm);
  return [...folders, npm].map((folder) => join(folder, 'pulumi')).find(isProgram) ?? 'pulumi';
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What Pulumi said went wrong, as a fault of the environment's state. */
export function engineFault(environment: string, { stderr }: Said): Fault {
  const found = lastLine(stderr);
  const owner = `Pulumi's state of ${environment}`;
  if (/passphrase must be set/.test(stderr)) {
    const repair = 'Set PULUMI_CONFIG_PASSPHRASE, or PULUMI_CONFIG_PASSPHRASE_FILE to a file that holds it.';
    return { owner, path: '', found: 'no passphrase', expected: 'the one that its secrets are encrypted with', repair };
  }
  if (/incorrect passphrase/.test(stderr)) {
    const repair = 'Correct PULUMI_CONFIG_PASSPHRASE, or the file that PULUMI_CONFIG_PASSPHRASE_FILE names.';
    return {
      owner,
      path: '',
      found: 'another passphrase',
      expected: 'the one that its secrets are encrypted with',
      repair,
    };
  }
  const repair = "Mend what Pulumi says; where the state is kept says Pulumi.yaml's backend.";
  return { owner, path: '', found: `"${found}"`, expected: 'a state that can be read', repair };
}

function lastLine(output: string): string {
  return (
    output
      .trim()
      .split('\n')
      .at(-1)
      ?.replace(/^error: /, '') ?? ''
  );
}
