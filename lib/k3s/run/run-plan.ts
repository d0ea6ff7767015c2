import type { Patience, Remote } from '../../ssh/index.ts';
import type { Phase, Plan, Step } from '../plan/step.ts';
import { runStep } from './run-step.ts';
import { type ClusterSecrets, newTokens, readSecrets } from './secrets.ts';
import type { Tell } from './tell.ts';

/** What a plan needs from outside. */
export interface RunContext {
  readonly remote: (host: string) => Remote;
  readonly tell: Tell;
  readonly patience: Patience;
}

/** How long a phase took. */
export interface PhaseTime {
  readonly name: string;
  readonly seconds: number;
}

/** What a run did. */
export interface Ran {
  /** Steps that changed something. */
  readonly done: readonly Step[];
  readonly times: readonly PhaseTime[];
}

/**
 * Runs a plan: phases one after another, the hosts of a phase at once. When a host fails, the others end their tracks; the next phase
 * is not begun.
 * @throws AggregateError with the failure of each host
 */
export async function runPlan(plan: Pick<Plan, 'phases'>, context: RunContext): Promise<Ran> {
  const done: Step[] = [];
  const times: PhaseTime[] = [];
  let secrets: Partial<ClusterSecrets> = newTokens(); // used if there is no cluster yet
  for (const phase of plan.phases) {
    const start = performance.now();
    context.tell('', phase.name);
    if (phase.secretsFrom !== undefined)
      secrets = await readSecrets(context.remote(phase.secretsFrom), context.patience);
    done.push(...(await runPhase(phase, context, secrets)));
    times.push({ name: phase.name, seconds: (performance.now() - start) / 1000 });
  }
  return { done, times };
}

async function runPhase(
  { tracks }: Phase,
  context: RunContext,
  secrets: Partial<ClusterSecrets>,
): Promise<readonly Step[]> {
  const outcomes = await Promise.allSettled(
    tracks.map(async (track) => {
      const done: Step[] = [];
      for (const step of track) {
        if (await runStep(step, { ...context, remote: context.remote(step.host), secrets })) done.push(step);
      }
      return done;
    }),
  );
  const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Error] : []));
  if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join('\n'));
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
}
