import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../../tools/build/cache.ts';

const source = join(import.meta.dirname, 'stand-in');

/** The stand-in for k3s, built once: its own version is appended to the program. */
export async function standIn(version: string): Promise<Buffer> {
  const hash = createHash('sha256');
  for (const file of readdirSync(source).sort()) hash.update(readFileSync(join(source, file)));
  const program = join(dirname(cacheFolder()), 'hosts', `k3s-stand-in-${hash.digest('hex').slice(0, 12)}`);
  if (!existsSync(program)) {
    await mkdir(dirname(program), { recursive: true });
    await promisify(execFile)('go', ['build', '-ldflags', '-s -w', '-o', `${program}.part`, '.'], { cwd: source });
    await rename(`${program}.part`, program);
  }
  return Buffer.concat([readFileSync(program), Buffer.from(`STAND-IN-VERSION=${version}\n`)]);
}
