import type { Patience, Remote } from '../../ssh/index.ts';
import type { Phase, Plan } from '../plan/step.ts';
import { runStep } from './run-step.ts';
import { type ClusterSecrets, newTokens, readSecrets } from './secrets.ts';
import type { Tell } from './tell.ts';

/** What a plan needs from outside. */
export interface RunContext {
  readonly remote: (host: string) => Remote;
  readonly tell: Tell;
  readonly patience: Patience;
  /**
   * What nodes get in with, until a phase asks a host for it.
   * @default - new tokens, for a cluster that is not there yet
   */
  readonly secrets?: Partial<ClusterSecrets>;
}

/** How long a step took on a host, looking whether it is done included. */
export interface StepTime {
  readonly host: string;
  readonly name: string;
  readonly seconds: number;
}

/** How long a phase took, and the steps in it that changed something. */
export interface PhaseTime {
  readonly name: string;
  readonly seconds: number;
  readonly steps: readonly StepTime[];
}

/**
 * Runs a plan: phases one after another, the hosts of a phase at once. When a host fails, the others end their tracks; the next phase
 * is not begun.
 * @returns what each phase took
 * @throws AggregateError with the failure of each host
 */
export async function runPlan(plan: Pick<Plan, 'phases'>, context: RunContext): Promise<readonly PhaseTime[]> {
  const times: PhaseTime[] = [];
  let secrets: Partial<ClusterSecrets> = context.secrets ?? newTokens();
  for (const phase of plan.phases) {
    const seconds = stopwatch();
    context.tell('', phase.name);
    if (phase.secretsFrom !== undefined)
      secrets = await readSecrets(context.remote(phase.secretsFrom), context.patience);
    const steps = await runPhase(phase, context, secrets);
    times.push({ name: phase.name, seconds: seconds(), steps });
  }
  return times;
}

async function runPhase(
  { tracks }: Phase,
  context: RunContext,
  secrets: Partial<ClusterSecrets>,
): Promise<readonly StepTime[]> {
  const outcomes = await Promise.allSettled(
    tracks.map(async (track) => {
      const done: StepTime[] = [];
      for (const step of track) {
        const { host, name } = step;
        const seconds = stopwatch();
        const isDone = await runStep(step, { ...context, remote: context.remote(host), secrets });
        if (isDone) done.push({ host, name, seconds: seconds() });
      }
      return done;
    }),
  );
  const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Error] : []));
  if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join('\n'));
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
}

/** Starts to measure; its result tells the seconds since. */
function stopwatch(): () => number {
  const start = performance.now();
  return () => (performance.now() - start) / 1000;
}
