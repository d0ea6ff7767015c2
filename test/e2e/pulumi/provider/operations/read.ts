import { placeOf, type StoredObject } from '../../../harness/api/kube-api.ts';
import { awaiterOf, checkReady } from '../await/wait.ts';
import { isMissing } from '../cluster/client.ts';
import { asObject, asValues, fromOutputs, toOutputs } from '../values/checkpoint.ts';
import { prune } from '../values/difference.ts';
import { storedForm } from '../values/stored-form.ts';
import { markSecrets, plain, type Values } from '../values/values.ts';
import { orNotReady } from './not-ready.ts';
import { newFieldManager, type Session } from './session.ts';

/** What the engine asks. */
export interface ReadRequest {
  readonly id: string;
  /** `kubernetes:apps/v1:Deployment`. */
  readonly type: string;
  /** Outputs of the last run; empty for an import. */
  readonly state: Values;
  readonly inputs: Values;
}

/** What the cluster has. */
export interface Found {
  readonly outputs: Values;
  readonly inputs: Values;
}

/**
 * Looks an object up, for a refresh or an import. @returns undefined if there is none any more
 * @throws InitFailed if it is there but not ready
 */
export async function read(session: Session, request: ReadRequest): Promise<Found | undefined> {
  const { state, inputs } = request;
  const isImport = inputs.kind === undefined;
  const asked = isImport ? identity(request) : (plain(inputs) as Values);
  const object = asObject(asked);
  const live = await get(session, request, object);
  if (live === undefined) return undefined;
  const fieldManager = fromOutputs(state).fieldManager || newFieldManager(object);
  const inputsOf = (found: StoredObject) =>
    isImport ? importable(found) : markSecrets(prune(asValues(found), storedForm(asked)), inputs);
  const outputs = (found: StoredObject) => toOutputs({ inputs: inputsOf(found), live: asValues(found), fieldManager });
  const awaiter = awaiterOf(object);
  if (awaiter !== undefined && !isImport) {
    await orNotReady(checkReady(session.client.api, live, awaiter), { message: '', outputs, inputs: inputsOf });
  }
  return { outputs: outputs(live), inputs: inputsOf(live) };
}

async function get({ client }: Session, { id }: ReadRequest, object: ReturnType<typeof asObject>) {
  try {
    return await client.api.get(placeOf(object), id.split('/').at(-1)!);
  } catch (error) {
    // A kind that is gone took its objects with it.
    if (isMissing(error) || (error instanceof Error && /serves no/.test(error.message))) return undefined;
    throw error;
  }
}

/** What an object is called, from its type and id alone. */
function identity({ id, type }: ReadRequest): Values {
  const [, group = '', kind = ''] = type.split(':');
  const [name = '', namespace] = id.split('/').reverse();
  const metadata = namespace === undefined ? { name } : { name, namespace };
  return { apiVersion: group.replace(/^core\//, ''), kind, metadata };
}

/** An object as a program would write it: without what only a server writes. */
function importable({ status: _, metadata, ...rest }: StoredObject): Values {
  const { name, namespace, labels, annotations } = metadata;
  return asValues(JSON.parse(JSON.stringify({ ...rest, metadata: { name, namespace, labels, annotations } })));
}
