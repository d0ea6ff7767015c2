import { type Command, CommanderError } from 'commander';
import { exitCode } from './exit-code.ts';
import { reportFailure } from './failure.ts';

/**
 * Runs a program on the command line of this process. Actions set `process.exitCode` for an outcome that isn't an error.
 * @returns the exit code
 */
export async function run(program: Command): Promise<number> {
  process.stdout.on('error', leaveIfClosed);
  try {
    await program.parseAsync();
    return Number(process.exitCode ?? exitCode.ok);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
    return reportFailure(error);
  }
}

/** `unifyops … | head` closes the pipe: nobody reads on, and that is nobody's mistake. */
function leaveIfClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}
