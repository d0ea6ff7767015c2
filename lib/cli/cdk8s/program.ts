import type { Command } from 'commander';
import { command, folder } from '../command.ts';

/**
 * The program `cdk8s` of this project. The stock one deletes the output folder before it runs the app: rendering into a clone
 * of the infra repository would take its `.git` and everything that people keep there.
 */
export function cdk8s(): Command {
  const program = command({
    usage: 'cdk8s [verb]',
    summary: 'The synth of cdk8s, which leaves in the output folder what unifyops did not write.',
    examples: [['npx cdk8s synth --output ../unifyops-infra', 'into the repository that Argo CD reads']],
  });
  return program
    .allowUnknownOption()
    .allowExcessArguments()
    .addCommand(synth())
    .action((verb?: string) => {
      if (verb === undefined) return program.help({ error: true });
      return program.error(
        `error: this project's cdk8s serves "synth" alone: the stock one empties the output folder first, .git included. ` +
          `For the stock "${verb}" run npx cdk8s-cli ${verb}.`,
      );
    });
}

function synth(): Command {
  return command({
    usage: 'synth',
    summary: 'Run the app, which renders every environment, and list the manifests.',
    examples: [
      ['npx cdk8s synth', 'into the folder that cdk8s.yaml names'],
      ['npx cdk8s synth --output ../unifyops-infra', 'into another repository; its own files stay'],
    ],
  })
    .alias('synthesize')
    .option('-a, --app <command>', 'command of the app (default: as cdk8s.yaml has it)')
    .option('-o, --output <dir>', 'folder of the manifests (default: as cdk8s.yaml has it)', folder)
    .action(async (options: { readonly app?: string; readonly output?: string }) => {
      const { runApp } = await import('./run.ts');
      process.exitCode = await runApp(options);
    });
}
