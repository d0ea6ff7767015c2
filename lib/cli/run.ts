import { type Command, CommanderError } from 'commander';
import { type Fault, FaultsError } from '../model/fault.ts';
import { exitCode } from './exit-code.ts';
import { reportFailure } from './failure.ts';

/**
 * Runs a program on the command line of this process. Actions set `process.exitCode` for an outcome that isn't an error.
 * @returns the exit code
 */
export async function run(program: Command): Promise<number> {
  process.stdout.on('error', leave);
  process.stderr.on('error', () => undefined); // there is nowhere left to say so, and the answer is the same
  try {
    await program.parseAsync();
    return Number(process.exitCode ?? exitCode.ok);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
    return reportFailure(error);
  }
}

/** `unifyops … | head` closes the pipe: nobody reads on, and that is nobody's mistake. A full disk is told. */
function leave({ code, message }: NodeJS.ErrnoException): never {
  if (code === 'EPIPE') process.exit();
  process.exit(reportFailure(new FaultsError([lostOutput(message)])));
}

function lostOutput(message: string): Fault {
  return {
    owner: 'standard output',
    path: '',
    found: `the error "${message}"`,
    expected: 'a place with room for the answer',
    repair: 'Mend the cause, then run it again.',
  };
}
