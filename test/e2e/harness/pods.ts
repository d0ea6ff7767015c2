import type { KubeApi, StoredObject } from './api/kube-api.ts';
import { namespace } from './running.ts';
import { repeatedly } from './wait.ts';

const pods = { apiVersion: 'v1', kind: 'Pod', namespace } as const;

/** Pods of a tier of a stack (`shop/cart`, `api`). */
export async function podsOf(api: KubeApi, stack: string, tier: string): Promise<readonly StoredObject[]> {
  const instance = stack.replace('/', '-');
  return api.list(pods, `app.kubernetes.io/instance=${instance},app.kubernetes.io/name=${tier}`);
}

/** Whether a Service would send it traffic. */
export function isServing({ metadata, status }: StoredObject): boolean {
  const conditions = (status?.conditions ?? []) as readonly { readonly type: string; readonly status: string }[];
  const ready = conditions.some(({ type, status: value }) => type === 'Ready' && value === 'True');
  return ready && metadata.deletionTimestamp === undefined;
}

/** What a watch saw. */
export interface Seen {
  /** Serving pods at each look, oldest first. */
  readonly counts: readonly number[];
  /** Looks that failed because the API server did not answer. */
  readonly blind: number;
}

/**
 * Counts serving pods once a second until it is stopped.
 * @param select picks the pods to look at
 */
export function watchServing(select: () => Promise<readonly StoredObject[]>): { readonly stop: () => Promise<Seen> } {
  const counts: number[] = [];
  let blind = 0;
  const stop = repeatedly(1000, async () => {
    await select().then(
      (found) => counts.push(found.filter(isServing).length),
      () => blind++,
    );
  });
  return {
    stop: async () => {
      await stop();
      return { counts, blind };
    },
  };
}
