import type { Role } from '../request.ts';

/**
 * One thing done on one host. It is safe to repeat: the check says whether it is done, and is asked before and after. Whatever ends a
 * run, the next one finds out where to go on.
 */
export interface Step {
  /** Name of the host that it runs on. */
  readonly host: string;
  /** What it does, as the plan and the log say it. */
  readonly name: string;
  /** Script that fails, with the reason, while there is something to do. It changes nothing. */
  readonly check: string;
  /** Script that does it. */
  readonly apply: string;
  /** Seconds that the apply may take. */
  readonly timeoutSeconds: number;
  /** How often it is applied again when its check still fails. */
  readonly retries: number;
  /**
   * File of this machine that the apply reads by standard input.
   * @default - none
   */
  readonly input?: string;
  /**
   * Whose token the apply gets, as the variables TOKEN and AGENT_TOKEN; agents never see the servers' own.
   * @default - none
   */
  readonly needsToken?: Role;
}

/** Hosts that may be worked on at once, each with its steps in order. */
export interface Phase {
  /** A few words: `servers join`. */
  readonly name: string;
  readonly tracks: readonly (readonly Step[])[];
  /**
   * The host that is asked for the cluster's secrets before the phase begins.
   * @default - none: nobody needs them
   */
  readonly secretsFrom?: string;
}

/** Everything that is to be done, phase after phase. Empty if all is as it should be. */
export interface Plan {
  readonly phases: readonly Phase[];
  /** What a person should know of the hosts, a line each. */
  readonly notes: readonly string[];
  /** The server to ask for the kubeconfig in the end. */
  readonly through: string;
}

/** Every step of a plan, in the order of its phases. */
export function stepsOf({ phases }: Pick<Plan, 'phases'>): readonly Step[] {
  return phases.flatMap(({ tracks }) => tracks.flat());
}
