import type { KubeObject } from '../../../../../lib/render/tree.ts';
import { type KubeApi, placeOf, type StoredObject } from '../../../harness/api/kube-api.ts';
import type { Watched, Watches } from '../cluster/watch.ts';
import { ingress, service } from './network.ts';
import { podProblems } from './pods.ts';
import type { Awaiter, Readiness } from './readiness.ts';
import { type Limits, until } from './until.ts';
import { deployment, job, statefulSet } from './workloads.ts';

const awaiters: Readonly<Record<string, Awaiter>> = {
  'apps/v1 Deployment': deployment,
  'apps/v1 StatefulSet': statefulSet,
  'batch/v1 Job': job,
  'networking.k8s.io/v1 Ingress': ingress,
  'v1 Service': service,
};

/** An object exists but is not as asked, and why. */
export class NotReady extends Error {
  readonly object: StoredObject;
  readonly reasons: readonly string[];

  constructor(message: string, object: StoredObject, reasons: readonly string[]) {
    super(message);
    this.object = object;
    this.reasons = reasons;
  }
}

/** What the kind of an object waits for, unless the program says that nobody waits for this one. */
export function awaiterOf({ apiVersion, kind, metadata }: KubeObject): Awaiter | undefined {
  return metadata.annotations?.['pulumi.com/skipAwait'] === 'true' ? undefined : awaiters[`${apiVersion} ${kind}`];
}

/** Waits until an object is ready. @returns it, as the server has it then. @throws NotReady */
export async function untilReady(
  watches: Watches,
  object: StoredObject,
  awaiter: Awaiter,
  limits: Limits,
): Promise<StoredObject> {
  const { name, generation = 0 } = object.metadata;
  const { own, beside, kinds } = watched(watches, object, awaiter);
  let last: readonly [StoredObject, Readiness] | undefined;
  const look = () => {
    const found = own.objects.get(name);
    // The watch may be a moment behind the write.
    if (found === undefined || (found.metadata.generation ?? 0) < generation) return undefined;
    // Every change of the kind comes by, mostly of others.
    if (beside === undefined && last?.[0] === found) return undefined;
    last = [found, awaiter.judge(found, beside?.(found) ?? [])];
    return last[1].state === 'waiting' ? undefined : last;
  };
  const seen = await until(look, kinds, limits);
  if (seen?.[1].state === 'ready') return seen[0];
  const [newest, { reasons }] = last ?? [object, { reasons: [] }];
  const problem = seen ? 'failed' : limits.cancelled.aborted ? 'cancelled' : 'late';
  throw new NotReady(messages[problem](name), newest, [...reasons, ...(await podProblems(watches.api, newest))]);
}

const messages = {
  failed: (name: string) => `Resource '${name}' was created but failed to initialize`,
  cancelled: (name: string) => `Resource operation was cancelled for "${name}"`,
  late: (name: string) => `'${name}' timed out waiting to be Ready`,
};

/** Looks once. @throws NotReady */
export async function checkReady(api: KubeApi, object: StoredObject, awaiter: Awaiter): Promise<void> {
  const { beside } = awaiter;
  const { apiVersion: _, kind: __, ...place } = placeOf(object);
  const others = beside === undefined ? [] : await api.list({ ...beside.kind, ...place });
  const { state, reasons } = awaiter.judge(
    object,
    others.filter((other) => beside?.belongs(other, object)),
  );
  if (state === 'ready') return;
  const problems = await podProblems(api, object);
  throw new NotReady(messages.failed(object.metadata.name), object, [...reasons, ...problems]);
}

/** Waits until an object is gone. @throws NotReady */
export async function untilGone(watches: Watches, object: StoredObject, limits: Limits): Promise<void> {
  const { name, uid } = object.metadata;
  const own = watches.of(placeOf(object));
  const isGone = () => own.objects.get(name)?.metadata.uid !== uid || undefined;
  if ((await until(isGone, [own], limits)) !== undefined) return;
  const left = own.objects.get(name) ?? object;
  const { finalizers = [] } = left.metadata as { readonly finalizers?: readonly string[] };
  const reason = `finalizers might be preventing deletion (${finalizers.join(', ')})`;
  throw new NotReady(`'${name}' timed out waiting to be deleted`, left, [reason]);
}

function watched(watches: Watches, object: StoredObject, { beside }: Awaiter) {
  const place = placeOf(object);
  const own = watches.of(place);
  if (beside === undefined) return { own, kinds: [own] };
  const other: Watched = watches.of({ ...place, ...beside.kind });
  const belonging = (found: StoredObject) =>
    [...other.objects.values()].filter((candidate) => beside.belongs(candidate, found));
  return { own, beside: belonging, kinds: [own, other] };
}
