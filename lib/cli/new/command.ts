import type { Command } from 'commander';
import { command } from '../command.ts';

/** `unifyops new`, and what it can make. */
export function newCommand(): Command {
  return command({ usage: 'new', summary: 'Make a file that describes something new.', examples: [] }).addCommand(
    newStackCommand(),
  );
}

function newStackCommand(): Command {
  return command({
    usage: 'stack <domain/name>',
    summary: 'Make a three-tier stack: a file in stacks/ and a line in stacks/index.ts.',
    examples: [['npx unifyops new stack shop/cart', 'makes stacks/shop/cart.ts']],
  }).action(async (id: string) => {
    const { runNewStack } = await import('./run.ts');
    await runNewStack(id);
  });
}
