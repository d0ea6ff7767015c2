import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { projectFiles } from './project-files.ts';

const root = resolve(import.meta.dirname, '..', '..');
const sources = [
  ...[
    'bin',
    'lib',
    'policy',
    'rules',
    'index.ts',
    'main.ts',
    'cdk8s.yaml',
    'Pulumi.yaml',
    'versions.json',
    'package.json',
  ],
  ...['package-lock.json', 'tsconfig.json', '.nvmrc'],
];

/** What a program did. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** This program with a small project's stacks and environments; a test may break it. */
export class Project {
  readonly root = mkdtempSync(join(tmpdir(), 'unifyops-project-'));

  constructor() {
    for (const source of sources) cpSync(join(root, source), join(this.root, source), { recursive: true });
    for (const [file, content] of Object.entries(projectFiles)) this.write(file, content);
    symlinkSync(join(root, 'node_modules'), join(this.root, 'node_modules'));
  }

  /** Runs `unifyops` as a user does. */
  unifyops(...args: readonly string[]): Promise<Outcome> {
    return run([join(this.root, 'bin', 'unifyops.ts'), ...args], { cwd: this.root });
  }

  /** Runs our `cdk8s` as a user does. */
  cdk8s(...args: readonly string[]): Promise<Outcome> {
    return run([join(this.root, 'bin', 'cdk8s.ts'), ...args], { cwd: this.root });
  }

  path(...names: readonly string[]): string {
    return join(this.root, ...names);
  }

  read(file: string): string {
    return readFileSync(this.path(file), 'utf8');
  }

  write(file: string, content: string): void {
    mkdirSync(dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), content);
  }

  /** Replaces text in a file, runs, and puts the file back. */
  async with<T>(file: string, change: (before: string) => string, work: () => Promise<T>): Promise<T> {
    const before = this.read(file);
    const after = change(before);
    if (after === before) throw new Error(`the change of ${file} changes nothing`);
    this.write(file, after);
    try {
      return await work();
    } finally {
      this.write(file, before);
    }
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Where and with which variables Node runs. */
export interface RunOptions {
  readonly cwd: string;
  /** @default - this process's */
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs this Node with arguments. */
export async function run(args: readonly string[], { cwd, env = process.env }: RunOptions): Promise<Outcome> {
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code, stdout, stderr };
}
