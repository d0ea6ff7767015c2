const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The result of synchronous `work`, which runs to its end even if Ctrl-C or a polite kill arrives meanwhile; the signal
 * takes its course then. Nothing holds off SIGKILL.
 */
export async function uninterrupted<T>(work: () => T): Promise<T> {
  const caught: NodeJS.Signals[] = [];
  const note = (signal: NodeJS.Signals): void => {
    caught.push(signal);
  };
  for (const signal of SIGNALS) process.on(signal, note);
  try {
    return work();
  } finally {
    // Signals that came during the work are delivered by the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    for (const signal of SIGNALS) process.off(signal, note);
    for (const signal of caught) if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  }
}
