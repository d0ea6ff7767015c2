import { join } from 'node:path';
import { loadPlatform } from '../../load/platform.ts';
import { loadScripts } from '../../observability/load/scripts.ts';
import { replaceFiles } from '../../render/write/replace-files.ts';
import { plansOf } from '../../synth/index.ts';
import { projectRoot } from '../project.ts';

/**
 * Writes the load tests of an environment.
 * @throws FaultsError if there is no such environment, anything is wrong with it, or its scripts can't be written
 */
export async function runLoad(environment: string, out: string): Promise<void> {
  const scripts = plansOf(await loadPlatform(projectRoot, [environment])).flatMap(loadScripts);
  replaceFiles(scripts.map(({ path, text }) => ({ file: join(out, path), text })));
  process.stdout.write(`${scripts.length} scripts in ${out}\n`);
}
