import { basename } from 'node:path';
import { type Fault, FaultsError } from '../model/fault.ts';
import { exitCode } from './exit-code.ts';
import { faultText } from './fault-text.ts';

/** Says on standard error what went wrong: faults a line each, anything else with its stack. Returns the exit code. */
export function reportFailure(error: unknown): number {
  if (error instanceof FaultsError) {
    process.stderr.write(faultText(error.faults));
    return error.faults.every(isOfCommandLine) ? exitCode.usage : exitCode.faults;
  }
  const fault = brokenImport(error);
  if (fault !== undefined) {
    process.stderr.write(faultText([fault]));
    return exitCode.faults;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${text}\nThis is a mistake of unifyops itself. Please report it with the lines above.\n`);
  return exitCode.internal;
}

/** Whether an option (`--env`) or an argument (`<domain/name>`) owns the fault: no file can be mended then. */
function isOfCommandLine({ owner }: Fault): boolean {
  return /^(?:--[a-z-]+|<.+>)$/.test(owner);
}

/** The fault of a JSON file that modules import, such as `versions.json`, and that is none: Node puts its path before the error. */
function brokenImport(error: unknown): Fault | undefined {
  const [, file, message] = (error instanceof SyntaxError && /^(.+?\.json): (.+)/.exec(error.message)) || [];
  if (file === undefined) return undefined;
  const repair = 'Mend it, or take it back from git.';
  return { owner: basename(file), path: '', found: `the error "${message}"`, expected: 'a JSON file', repair };
}
