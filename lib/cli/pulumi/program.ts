import type { Command } from 'commander';
import { command } from '../command.ts';

/** What a run may be told. */
export interface RunOptions {
  /** Goes on without asking. */
  readonly yes?: true;
}

/** The program behind `npm run preview` and `npm run up`. */
export function pulumiProgram(): Command {
  const program = command({
    usage: 'pulumi',
    summary: 'Bring up an environment with Pulumi.',
    examples: [
      ['npm run preview -- dev', 'say what would change'],
      ['npm run up -- dev', 'change it, after a question'],
    ],
  });
  return program
    .addCommand(verb('preview', 'Say what `up` would change.'))
    .addCommand(
      verb('up', "Bring up an environment: its cluster if it's made here, and what is delivered to it.").option(
        '--yes',
        'go on without asking: for pipelines',
      ),
    );
}

function verb(name: 'preview' | 'up', summary: string): Command {
  return command({
    usage: `${name} <environment>`,
    summary,
    examples: [[`npm run ${name} -- dev`, 'in this project']],
  }).action(async (environment: string, options: RunOptions) => {
    const { runPulumi } = await import('./run.ts');
    await runPulumi(name, environment, options);
  });
}
