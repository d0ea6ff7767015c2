import { connect } from 'node:net';
import { sleep } from '../harness/wait.ts';

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
  let goesOn = true;
  let fewest = addresses.length;
  const work = async () => {
    while (goesOn) {
      const there = await Promise.all(addresses.map(isThere));
      fewest = Math.min(fewest, there.filter(Boolean).length);
      await sleep(100);
    }
  };
  const ended = work();
  return {
    stop: async () => {
      goesOn = false;
      await ended;
      return fewest;
    },
  };
}

async function isThere(address: string): Promise<boolean> {
  const ports = await Promise.all([6443, 2380].map((port) => takesConnections(address, port)));
  return ports.every(Boolean);
}

function takesConnections(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false));
  });
}
