import type { Command } from 'commander';
import { command } from '../command.ts';

/** `unifyops explain`. */
export function explainCommand(): Command {
  return command({
    usage: 'explain',
    summary: 'Say what a rule demands, why, and how to mend a fault of it.',
    examples: [
      ['npx unifyops explain network/default-deny', 'one rule'],
      ['npx unifyops explain', 'the ids and titles of all'],
    ],
  })
    .argument('[rule]', 'id of a rule, as faults name it')
    .action(async (id: string | undefined) => {
      const { runExplain } = await import('./run.ts');
      process.exitCode = await runExplain(id);
    });
}
