/** What a command left behind. */
export interface Answer {
  /** Exit code; 124 if the host itself ended it for taking too long. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** One command for a host. */
export interface RemoteCommand {
  /** A shell script. It travels by standard input, so nothing of it shows in the host's process list. */
  readonly script: string;
  /** Seconds until the host ends it, and a little later the connection with it. */
  readonly timeoutSeconds: number;
  /**
   * Path of a file of this machine that the script reads by standard input. The script is on the host's command line then.
   * @default - none
   */
  readonly input?: string;
}

/** A host that runs commands as root. Small, so that steps are tested without any. */
export interface Remote {
  /** Name of the host, for messages. */
  readonly name: string;
  /** @throws RemoteError if the command's outcome isn't known */
  run(command: RemoteCommand): Promise<Answer>;
  /** Ends the connection; the next command makes a new one. */
  close(): void;
}

/**
 * Why a host could not be asked. Mistakes of people (`host-key`, `login`, `sudo`, `input`) stay; the rest may pass and is worth another try.
 */
export type RemoteProblem = 'unreachable' | 'dropped' | 'timeout' | 'host-key' | 'login' | 'sudo' | 'input';

/** A command whose outcome isn't known. */
export class RemoteError extends Error {
  readonly host: string;
  readonly problem: RemoteProblem;

  constructor(host: string, problem: RemoteProblem, message: string) {
    super(`${host}: ${message}`);
    this.name = 'RemoteError';
    this.host = host;
    this.problem = problem;
  }

  /** Whether the same command may fare better later. */
  get mayPass(): boolean {
    return ['unreachable', 'dropped', 'timeout'].includes(this.problem);
  }
}
