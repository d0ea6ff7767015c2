import { type Command, InvalidArgumentError, Option } from 'commander';
import { command } from '../command.ts';

/** What to reckon and how to tell. */
export interface CostOptions {
  readonly env?: readonly string[];
  readonly diff?: string;
  readonly hours: number;
  readonly format: 'text' | 'json' | 'markdown';
}

const hoursOfMonth = 730;

/** `unifyops cost`. */
export function costCommand(): Command {
  return command({
    usage: 'cost',
    summary: 'Estimate what a month on AWS costs, from list prices, without an account.',
    examples: [
      ['npx unifyops cost --env prod', 'one environment, by part, stack and domain'],
      ['npx unifyops cost --diff main --format markdown', 'what a change costs, for a pull request'],
      ['npx unifyops cost --env prod --hours 260', 'if it ran twelve hours on workdays alone'],
    ],
  })
    .option('-e, --env <name>', 'environment to reckon; give it again for another (default: every one)', collect)
    .option('--diff <revision>', 'say what differs from a git revision of this project')
    .option('--hours <number>', 'hours of the month that it runs', hours, hoursOfMonth)
    .addOption(
      new Option('--format <format>', 'form of the answer').choices(['text', 'json', 'markdown']).default('text'),
    )
    .action(async (options: CostOptions) => {
      const { runCost } = await import('./run.ts');
      await runCost(options);
    });
}

function collect(name: string, names: readonly string[] = []): readonly string[] {
  return [...names, name];
}

function hours(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= hoursOfMonth) return value;
  throw new InvalidArgumentError(`A number from 1 to ${hoursOfMonth} is needed.`);
}
