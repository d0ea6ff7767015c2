import type { Command } from 'commander';
import { command, folder } from '../command.ts';
import { defaultOut } from '../project.ts';

/** `unifyops synth`. */
export function synthCommand(): Command {
  return command({
    usage: 'synth',
    summary: 'Render environments into a folder, once every check of them passes.',
    examples: [
      ['npx unifyops synth', `every environment into ${defaultOut}/`],
      ['npx unifyops synth --env dev', 'dev alone; the other environments in the folder stay as they are'],
      ['npx unifyops synth --out ../unifyops-infra', 'into the repository that Argo CD reads'],
    ],
  })
    .option('-e, --env <name>', 'environment to render; give it again for another (default: every one)', collect)
    .option('-o, --out <dir>', `folder of the tree (default: the project's ${defaultOut})`, folder)
    .action(async (options: { readonly env?: readonly string[]; readonly out?: string }) => {
      const { runSynth } = await import('./run.ts');
      await runSynth(options.env ?? [], options.out);
    });
}

function collect(name: string, names: readonly string[] = []): readonly string[] {
  return [...names, name];
}
