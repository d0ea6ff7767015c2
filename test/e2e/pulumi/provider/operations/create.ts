import type { KubeObject } from '../../../../../lib/render/tree.ts';
import { type Answer, ApiError } from '../../../harness/api/connection.ts';
import type { StoredObject } from '../../../harness/api/kube-api.ts';
import { sleep } from '../../../harness/wait.ts';
import { awaiterOf, untilReady } from '../await/wait.ts';
import { isMissing, isRefused } from '../cluster/client.ts';
import { asObject, asValues, idOf, toOutputs } from '../values/checkpoint.ts';
import { hasUnknown, type Values } from '../values/values.ts';
import { orNotReady } from './not-ready.ts';
import { isForced, newFieldManager, patience, type Session } from './session.ts';

/** What the engine asks. */
export interface CreateRequest {
  readonly urn: string;
  readonly inputs: Values;
  /** Seconds to wait until it is ready; 0 for the default. */
  readonly timeout: number;
  /** Whether nothing is to be stored. */
  readonly preview: boolean;
}

/** What became of it. */
export interface Created {
  /** Empty in a preview. */
  readonly id: string;
  readonly outputs: Values;
}

/**
 * Makes an object and waits until it is ready.
 * @throws ApiError if the server refuses it
 * @throws InitFailed if it exists now but does not become ready
 */
export async function create(session: Session, { urn, inputs, timeout, preview }: CreateRequest): Promise<Created> {
  if (preview && hasUnknown(inputs)) return { id: '', outputs: inputs };
  const object = asObject(inputs);
  const fieldManager = newFieldManager(object);
  const outputs = (live: object) => toOutputs({ inputs, live: asValues(live), fieldManager });
  if (preview) return { id: '', outputs: await previewed(session, object, fieldManager, outputs, inputs) };
  const stored = await patiently(() => write(session, object, fieldManager, false));
  for (const warning of stored.warnings) session.warn(urn, warning);
  const awaiter = awaiterOf(object);
  if (awaiter === undefined) return { id: idOf(stored.body), outputs: outputs(stored.body) };
  const limits = { seconds: patience(timeout, object), cancelled: session.cancelled };
  const live = await orNotReady(untilReady(session.watches, stored.body, awaiter, limits), {
    message: `resource "${urn}" was successfully created, but the Kubernetes API server reported that it failed to fully initialize or become live`,
    outputs,
  });
  return { id: idOf(live), outputs: outputs(live) };
}

/** What a dry run says; the inputs alone where it can't say: no namespace yet, no kind yet, or the object is there already. */
async function previewed(
  session: Session,
  object: KubeObject,
  fieldManager: string,
  outputs: (live: object) => Values,
  inputs: Values,
): Promise<Values> {
  try {
    const { body } = await write(session, object, fieldManager, true);
    const { status: _, ...live } = body;
    return outputs(live);
  } catch (error) {
    if (
      isMissing(error) ||
      isRefused(error, 'AlreadyExists') ||
      isRefused(error, 'Forbidden') ||
      !(error instanceof ApiError)
    ) {
      return inputs;
    }
    throw error;
  }
}

/** Only a provider that may take objects over applies; any other insists on a new one. */
async function write(session: Session, object: KubeObject, fieldManager: string, dryRun: boolean) {
  const { client, settings } = session;
  if (settings.upsertExistingObjects) {
    return client.apply(object, { fieldManager, dryRun }, dryRun || isForced(session, object));
  }
  return client.create(object, { fieldManager: 'pulumi-kubernetes', dryRun });
}

/** Tries again for some seconds if the namespace or the kind is not there yet: it may be on its way. */
async function patiently(call: () => Promise<Answer<StoredObject>>): Promise<Answer<StoredObject>> {
  for (const seconds of [0.5, 1, 2, 4]) {
    try {
      return await call();
    } catch (error) {
      if (!isMissing(error) && !(error instanceof Error && /serves no/.test(error.message))) throw error;
      await sleep(seconds * 1000);
    }
  }
  return call();
}
