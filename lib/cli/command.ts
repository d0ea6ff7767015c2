import { Command, InvalidArgumentError } from 'commander';

/** What a verb says of itself. */
export interface CommandText {
  /** `synth`, or `check [dir]` with its arguments. */
  readonly usage: string;
  /** One sentence. */
  readonly summary: string;
  /** Command lines that work as they stand, each with what it does. */
  readonly examples: readonly (readonly [line: string, meaning: string])[];
}

/** A command whose mistakes are one line each, with a suggestion, and whose help ends with examples. */
export function command({ usage, summary, examples }: CommandText): Command {
  const [name = '', ...words] = usage.split(' ');
  const made = new Command(name).description(summary);
  if (words.length > 0) made.arguments(words.join(' '));
  const width = Math.max(0, ...examples.map(([line]) => line.length));
  const lines = examples.map(([line, meaning]) => `  $ ${line.padEnd(width)}  ${meaning}`.trimEnd());
  if (lines.length > 0) made.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
  return made
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(oneLine(text, pathOf(made))) });
}

function pathOf(made: Command): string {
  return made.parent ? `${pathOf(made.parent)} ${made.name()}` : made.name();
}

/** Commander writes a suggestion on a line of its own; without one, the help is where to look. */
function oneLine(text: string, path: string): string {
  const words = text.trim().replaceAll(/\s*\n\s*/g, ' ');
  return `${words.endsWith(')') ? words : `${words.replace(/\.$/, '')} (see ${path} --help)`}\n`;
}

/** The value of an option that names a folder. An empty one would mean the current folder, and nobody means that. */
export function folder(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('A folder is needed.');
  return value;
}
