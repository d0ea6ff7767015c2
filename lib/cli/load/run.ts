import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { loadPlatform } from '../../load/platform.ts';
import { loadScripts } from '../../observability/load/scripts.ts';
import { plansOf } from '../../synth/index.ts';
import { projectRoot } from '../project.ts';

/**
 * Writes the load tests of an environment.
 * @throws FaultsError if there is no such environment, or anything is wrong with it
 */
export async function runLoad(environment: string, out: string): Promise<void> {
  const scripts = plansOf(await loadPlatform(projectRoot, [environment])).flatMap(loadScripts);
  for (const { path, text } of scripts) {
    const file = join(resolve(out), path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  process.stdout.write(`${scripts.length} scripts in ${out}\n`);
}
