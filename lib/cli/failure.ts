import { FaultsError } from '../model/fault.ts';
import { exitCode } from './exit-code.ts';
import { faultText } from './fault-text.ts';

/** Says on standard error what went wrong: faults a line each, anything else with its stack. Returns the exit code. */
export function reportFailure(error: unknown): number {
  if (error instanceof FaultsError) {
    process.stderr.write(faultText(error.faults));
    return exitCode.faults;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${text}\nThis is a mistake of unifyops itself. Please report it with the lines above.\n`);
  return exitCode.internal;
}
