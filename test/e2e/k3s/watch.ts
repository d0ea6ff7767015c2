import { answers } from '../harness/ports.ts';
import { repeatedly } from '../harness/wait.ts';

/** Looks at servers ten times a second, from outside. */
export interface Watch {
  /** Ends it. @returns the fewest servers that were there at once */
  readonly stop: () => Promise<number>;
}

/**
 * A server is there while its API and its member of etcd take connections; the API of a server takes none before its member is one of a
 * majority. Taking a connection is the kernel's work, so a machine that is busy doesn't look like one that is gone.
 */
export function watchServers(addresses: readonly string[]): Watch {
  let fewest = addresses.length;
  const stop = repeatedly(100, async () => {
    const there = await Promise.all(addresses.map(isThere));
    fewest = Math.min(fewest, there.filter(Boolean).length);
  });
  return {
    stop: async () => {
      await stop();
      return fewest;
    },
  };
}

async function isThere(address: string): Promise<boolean> {
  const ports = await Promise.all([6443, 2380].map((port) => answers(port, { host: address })));
  return ports.every(Boolean);
}
