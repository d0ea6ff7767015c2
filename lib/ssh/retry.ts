import { RemoteError } from './remote.ts';

/** How often to try, and how long to rest between two tries. */
export interface Patience {
  /** Tries after the first. */
  readonly retries: number;
  /** Milliseconds before the second try; each later rest is twice as long. */
  readonly firstRestMs: number;
  /** No rest is longer. */
  readonly longestRestMs: number;
  /** Waits; tests replace it. */
  readonly rest: (milliseconds: number) => Promise<void>;
}

/** Six tries more, over three quarters of a minute: a host that reboots is back by then. */
export const patience: Patience = {
  retries: 6,
  firstRestMs: 1000,
  longestRestMs: 15_000,
  rest: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/**
 * Tries until it works. Only what may pass is tried again: a wrong key or a refused login would be refused for ever.
 * @throws the last error
 */
export async function retrying<T>(
  work: () => Promise<T>,
  { retries, firstRestMs, longestRestMs, rest }: Patience,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const mayPass = error instanceof RemoteError ? error.mayPass : false;
      if (!mayPass || attempt >= retries) throw error;
      await rest(Math.min(firstRestMs * 2 ** attempt, longestRestMs));
    }
  }
}
