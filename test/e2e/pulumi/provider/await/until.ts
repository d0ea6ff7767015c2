import type { Watched } from '../cluster/watch.ts';

/** When to stop waiting. */
export interface Limits {
  readonly seconds: number;
  /** Ends every wait at once: the run was cancelled. */
  readonly cancelled: AbortSignal;
}

/** Looks now, and after every change of these kinds, until there is an answer; undefined if the time is over or the run cancelled. */
export async function until<T>(
  look: () => T | undefined,
  kinds: readonly Watched[],
  { seconds, cancelled }: Limits,
): Promise<T | undefined> {
  await Promise.all(kinds.map((kind) => kind.listed));
  return new Promise((resolve) => {
    const finish = (answer: T | undefined) => {
      clearTimeout(timer);
      cancelled.removeEventListener('abort', giveUp);
      for (const stop of stops) stop();
      resolve(answer);
    };
    const giveUp = () => finish(undefined);
    const check = () => {
      const answer = look();
      if (answer !== undefined) finish(answer);
    };
    const timer = setTimeout(giveUp, seconds * 1000);
    const stops = kinds.map((kind) => kind.subscribe(check));
    cancelled.addEventListener('abort', giveUp);
    if (cancelled.aborted) giveUp();
    else check();
  });
}
