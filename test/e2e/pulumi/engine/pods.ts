import type { KubeApi } from '../../harness/api/kube-api.ts';
import { repeatedly } from '../../harness/wait.ts';

const restarts = (status: { readonly containerStatuses?: readonly { readonly restartCount: number }[] } | undefined) =>
  (status?.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0);

/** Every pod of a namespace that is to run for ever, by name: which one it is, how often it restarted, whether it is going. */
async function look(api: KubeApi, namespace: string): Promise<Readonly<Record<string, string>>> {
  const pods = await api.list({ apiVersion: 'v1', kind: 'Pod', namespace });
  const lasting = pods.filter(({ spec }) => spec.restartPolicy === 'Always');
  return Object.fromEntries(
    lasting.map(({ metadata, status }) => [
      metadata.name,
      [metadata.uid, restarts(status), metadata.deletionTimestamp ?? 'stays'].join(' '),
    ]),
  );
}

/**
 * Looks at the pods of a namespace twice a second until it is stopped.
 * @returns how to stop, which gives every different picture that was seen: one, if no pod restarted, came or went
 */
export function watchPods(api: KubeApi, namespace: string) {
  const pictures = new Map<string, Readonly<Record<string, string>>>();
  const stop = repeatedly(500, async () => {
    const picture = await look(api, namespace);
    pictures.set(JSON.stringify(Object.entries(picture).sort()), picture);
  });
  return async () => {
    await stop();
    return [...pictures.values()];
  };
}
