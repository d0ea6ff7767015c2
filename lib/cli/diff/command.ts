import { type Command, Option } from 'commander';
import { command, folder } from '../command.ts';

/** The forms that a difference is told in. */
export type Format = 'text' | 'json' | 'markdown';

/** How to compare and what to make of it. */
export interface DiffOptions {
  /** Folder of the git repository that revisions are of. */
  readonly repo: string;
  readonly format: Format;
  /** Set if a risk is to fail the command. */
  readonly failOn?: 'risk';
}

/** `unifyops diff`. */
export function diffCommand(): Command {
  return command({
    usage: 'diff',
    summary: 'Say what a change does to a cluster, and what a person must stop for.',
    examples: [
      ['npx unifyops diff main HEAD --repo ../unifyops-infra', 'two revisions of the infra repository'],
      ['npx unifyops diff HEAD . --fail-on risk', 'what is not committed yet'],
      ['npx unifyops diff ../unifyops-infra dist --format markdown', 'two folders, for a pull request'],
    ],
  })
    .argument('<old>', 'folder of manifests, or a git revision')
    .argument('<new>', 'folder of manifests, or a git revision')
    .option('--repo <dir>', 'folder whose manifests a revision means', folder, '.')
    .addOption(
      new Option('--format <format>', 'form of the answer').choices(['text', 'json', 'markdown']).default('text'),
    )
    .addOption(new Option('--fail-on <what>', 'exit with 1 if there is any').choices(['risk']))
    .addHelpText(
      'after',
      '\nExit codes: 0 the difference is told, 1 a risk is found and --fail-on risk is set, 2 a side can not be read.',
    )
    .action(async (old: string, next: string, options: DiffOptions) => {
      const { runDiff } = await import('./run.ts');
      process.exitCode = runDiff({ old, new: next }, options);
    });
}
