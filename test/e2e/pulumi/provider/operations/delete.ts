import { placeOf } from '../../../harness/api/kube-api.ts';
import { untilGone } from '../await/wait.ts';
import { asObject, asValues, fromOutputs, toOutputs } from '../values/checkpoint.ts';
import type { Values } from '../values/values.ts';
import { orNotReady } from './not-ready.ts';
import { patience, type Session } from './session.ts';

/**
 * Deletes an object, what it owns first, and waits until it is gone.
 * @param state outputs of the last run
 * @throws InitFailed if it does not go
 */
export async function remove(session: Session, state: Values, timeout: number): Promise<void> {
  const { client, watches, cancelled } = session;
  const { inputs, live, fieldManager } = fromOutputs(state);
  const object = asObject(live);
  const place = placeOf(object);
  const found = await client.api.get(place, object.metadata.name).catch((error: unknown) => {
    if (error instanceof Error && /serves no/.test(error.message)) return undefined;
    throw error;
  });
  if (found === undefined) return;
  const { annotations } = asObject(inputs).metadata;
  const policy = annotations?.['pulumi.com/deletionPropagationPolicy'] ?? 'foreground';
  await client.delete(place, object.metadata.name, `${policy[0]!.toUpperCase()}${policy.slice(1)}`);
  const outputs = (left: object) => toOutputs({ inputs, live: asValues(left), fieldManager });
  const limits = { seconds: patience(timeout, object), cancelled };
  await orNotReady(untilGone(watches, found, limits), { message: '', outputs });
}
