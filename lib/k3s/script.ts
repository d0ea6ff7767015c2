import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assignments } from '../ssh/index.ts';

const known = new Map<string, string>();

/**
 * A shell script of `scripts/` with its variables set in front of it.
 * @param name without its ending: `fetch.apply`; of several the first ones hold what the last one calls
 * @param readsInput whether it reads a file by standard input; the shell then has the script itself from its command line
 */
export function script(
  name: string | readonly string[],
  variables: Readonly<Record<string, string>> = {},
  readsInput = false,
): string {
  const text = [name].flat().map(textOf).join('\n');
  // in a function, so that nothing runs before all of it has arrived, and no program reads on where the shell does
  return `${assignments(variables)}main() {\n${text}\n}\nmain${readsInput ? '' : ' </dev/null'}\n`;
}

function textOf(name: string): string {
  let text = known.get(name);
  if (text === undefined) {
    text = readFileSync(join(import.meta.dirname, 'scripts', `${name}.sh`), 'utf8');
    known.set(name, text);
  }
  return text;
}
