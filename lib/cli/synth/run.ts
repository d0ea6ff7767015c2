import { synthesizeInto } from '../../synth/index.ts';
import { progressOn } from '../progress.ts';
import { outFolder, projectRoot, shown } from '../project.ts';
import { notes } from './notes.ts';
import { summary } from './summary.ts';

/**
 * Renders environments (none named: all) into a folder and says what was written.
 * @throws FaultsError if anything is wrong; nothing is written then
 */
export async function runSynth(environments: readonly string[], out: string | undefined): Promise<void> {
  const target = outFolder(out);
  const progress = progressOn(process.stderr);
  try {
    const onStep = progress.step;
    const result = await synthesizeInto({ root: projectRoot, environments, out: target, onStep });
    progress.end();
    process.stdout.write(summary(result, shown(target)));
    process.stdout.write(notes(result.plans));
  } finally {
    progress.end();
  }
}
