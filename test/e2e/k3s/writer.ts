import { repeatedly } from '../harness/wait.ts';
import type { Api } from './api.ts';

/** A client that writes an object every 100 ms, to whichever server answers. */
export interface Writer {
  /** Ends it, and says what it saw. */
  readonly stop: () => Promise<Written>;
}

/** What a writer saw. */
export interface Written {
  /** Names of the objects whose write was acknowledged. */
  readonly acknowledged: readonly string[];
  /** Longest time between two acknowledged writes, in seconds. */
  readonly longestGapSeconds: number;
}

/** Starts writing ConfigMaps named `<prefix>-<number>` in namespace `default`. */
export function startWriter(servers: readonly Api[], prefix: string): Writer {
  const acknowledged: string[] = [];
  let longest = 0;
  let last = performance.now();
  let number = 0;
  let turn = 0;
  const stop = repeatedly(100, async (goesOn) => {
    const name = `${prefix}-${number}`;
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { number: String(number++) } };
    for (let tries = 0; tries < servers.length && goesOn(); tries++) {
      const api = servers[turn % servers.length]!;
      const answer = await api.call('POST', '/api/v1/namespaces/default/configmaps', body).catch(() => undefined);
      if (answer?.status === 201 || answer?.status === 409) {
        acknowledged.push(name);
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
        break;
      }
      turn++;
    }
  });
  return {
    stop: async () => {
      await stop();
      return { acknowledged, longestGapSeconds: Math.max(longest, performance.now() - last) / 1000 };
    },
  };
}

/** Names of the ConfigMaps that are there. */
export async function namesOf(api: Api): Promise<readonly string[]> {
  const { body } = await api.call('GET', '/api/v1/namespaces/default/configmaps');
  return body.items.map(({ metadata }: { metadata: { name: string } }) => metadata.name);
}
