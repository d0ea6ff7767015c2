import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Say } from '../../../../tools/build/build-part.ts';
import { cacheFolder } from '../../../../tools/build/cache.ts';

const run = promisify(execFile);

const baseScript = join(import.meta.dirname, 'base.sh');

/** The script beside this file that makes hosts. */
export const hostScript = join(import.meta.dirname, 'host.sh');

/** Folder of the base system that every host's overlay lies over, made once: nothing ever writes into it. */
export async function baseSystem(say: Say): Promise<string> {
  const hash = createHash('sha256');
  for (const file of [baseScript, join(import.meta.dirname, 'sysctl.sh')]) hash.update(readFileSync(file));
  const folder = join(dirname(cacheFolder()), 'hosts', hash.digest('hex').slice(0, 12));
  if (existsSync(folder)) return folder;
  say('Making the base system of the test hosts (about a minute, once) …');
  mkdirSync(dirname(folder), { recursive: true });
  await rm(`${folder}.part`, { recursive: true, force: true });
  await run(baseScript, [folder], { maxBuffer: 2 ** 26 });
  return folder;
}

/** Path of systemd-nspawn of this machine's own systemd: installing its package would upgrade systemd itself. */
export async function nspawnProgram(say: Say): Promise<string> {
  const format = ['$', '{Version}'].join('');
  const { stdout } = await run('dpkg-query', ['-W', '--showformat', format, 'systemd']);
  const version = stdout.trim();
  const folder = join(dirname(cacheFolder()), 'hosts', `nspawn-${version.replaceAll(/[^\w.-]/g, '_')}`);
  const program = join(folder, 'usr/bin/systemd-nspawn');
  if (existsSync(program)) return program;
  say('Fetching systemd-nspawn …');
  mkdirSync(folder, { recursive: true });
  await run('apt-get', ['download', `systemd-container=${version}`], { cwd: folder });
  await run('sh', ['-c', 'dpkg -x systemd-container_*.deb . && rm systemd-container_*.deb'], { cwd: folder });
  return program;
}
