import { type Command, Option } from 'commander';
import { command } from '../command.ts';
import type { ReachOptions } from './reach.ts';

/** `unifyops traffic reach`. */
export function reachCommand(): Command {
  return command({
    usage: 'reach',
    summary: 'Say what can reach a database outside of the cluster, from the internet down to the pod.',
    examples: [
      ['npx unifyops traffic reach dist/prod --cloud stack.json --to portal-backstage-postgres', 'as it is deployed'],
    ],
  })
    .argument('<dir...>', 'folders with manifests at any depth, one cluster together')
    .requiredOption('--cloud <file>', 'what `pulumi stack export --file` wrote')
    .requiredOption('--to <database>', 'name of the database, or the end of it')
    .addOption(new Option('--format <format>', 'form of the answer').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\nExit codes: 0 the internet can not, 1 it can, 2 the question can not be answered.')
    .action(async (dirs: readonly string[], options: ReachOptions) => {
      const { runReach } = await import('./reach.ts');
      process.exitCode = runReach(dirs, options);
    });
}
