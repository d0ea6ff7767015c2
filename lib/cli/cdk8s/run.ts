import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { isOwn } from '../../render/write/header.ts';
import { ownPaths, scan } from '../../render/write/scan.ts';
import { exitCode } from '../exit-code.ts';
import { projectRoot, shown } from '../project.ts';
import { type AppConfig, readAppConfig } from './config.ts';

/**
 * Runs the app with CDK8S_OUTDIR, as cdk8s does, and lists our manifests in the folder.
 * @returns the app's exit code
 */
export async function runApp(options: AppConfig): Promise<number> {
  const { app = 'node main.ts', output = 'dist' } = { ...(await readAppConfig(projectRoot)), ...options };
  const out = options.output === undefined ? resolve(projectRoot, output) : resolve(output);
  process.stdout.write('Synthesizing application\n');
  const code = await runShell(app, { CDK8S_OUTDIR: out });
  if (code !== exitCode.ok) return code;
  const manifests = existsSync(out) ? [...ownPaths(scan(out, { owns: (path) => isOwn(out, path) }))].sort() : [];
  if (manifests.length === 0) process.stderr.write('No manifests synthesized\n');
  process.stdout.write(manifests.map((path) => `  - ${shown(join(out, path))}\n`).join(''));
  return exitCode.ok;
}

/** Runs a command of the project in a shell whose `node` is the one that this process runs on. */
async function runShell(line: string, variables: Readonly<Record<string, string>>): Promise<number> {
  const path = [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);
  const env = { ...process.env, ...variables, PATH: path };
  const child = spawn(line, { shell: true, stdio: 'inherit', cwd: projectRoot, env });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? exitCode.internal;
}
