import { type Command, Option } from 'commander';
import { command, folder } from '../command.ts';
import { defaultOut } from '../project.ts';

/** The forms that faults are told in. */
export type Format = 'text' | 'json' | 'junit' | 'sarif';

/** `unifyops check`. */
export function checkCommand(): Command {
  return command({
    usage: 'check',
    summary: `Prove a folder of manifests, rendered by unifyops or not (default: the project's ${defaultOut}).`,
    examples: [
      ['npx unifyops check', `what synth wrote into ${defaultOut}/`],
      ['npx unifyops check ../unifyops-infra --format json', 'for programs'],
    ],
  })
    .argument('[dir]', 'folder with manifests at any depth', folder)
    .addOption(
      new Option('--format <format>', 'form of the answer').choices(['text', 'json', 'junit', 'sarif']).default('text'),
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 every rule holds, 1 some are broken, 2 the folder or something in it can not be read, or in two ways.',
    )
    .action(async (dir: string | undefined, { format }: { readonly format: Format }) => {
      const { runCheck } = await import('./run.ts');
      process.exitCode = await runCheck(dir, format);
    });
}
