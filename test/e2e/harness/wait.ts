/** How long to wait, and how often to look. */
export interface Patience {
  /** Seconds before giving up. */
  readonly seconds: number;
  /**
   * Milliseconds between two looks.
   * @default 200
   */
  readonly everyMs?: number;
}

/** Resolves after some milliseconds. */
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * Looks until `look` gives a value other than undefined, and returns it.
 * @param what ends the sentence "Waited 30 s for …"
 * @param state tells what was seen last, for the error's message
 * @throws Error if it takes too long, or whatever `look` throws
 */
export async function waitFor<T>(
  what: string,
  { seconds, everyMs = 200 }: Patience,
  look: () => Promise<T | undefined>,
  state: () => string = () => '',
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  while (true) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`Waited ${seconds} s for ${what}. ${state()}`.trimEnd());
    await sleep(everyMs);
  }
}

/**
 * Does something again and again, with a rest in between, until it is stopped.
 * @param work is told whether it is still to go on
 * @returns how to stop: it waits for the end of what is under way, and throws what that threw
 */
export function repeatedly(restMs: number, work: (goesOn: () => boolean) => Promise<void>): () => Promise<void> {
  let isOn = true;
  const ended = (async () => {
    while (isOn) {
      await work(() => isOn);
      await sleep(restMs);
    }
  })();
  return () => {
    isOn = false;
    return ended;
  };
}

/** Runs `work` and tells how many seconds it took. */
export async function timed<T>(work: () => Promise<T>): Promise<{ readonly seconds: number; readonly value: T }> {
  const start = performance.now();
  const value = await work();
  return { seconds: (performance.now() - start) / 1000, value };
}
