import type { Answer, ApiError } from '../../../harness/api/connection.ts';
import { placeOf, type StoredObject } from '../../../harness/api/kube-api.ts';
import { awaiterOf, untilReady } from '../await/wait.ts';
import { isRefused } from '../cluster/client.ts';
import { asObject, asValues, fromOutputs, idOf, toOutputs } from '../values/checkpoint.ts';
import { hasUnknown, type Values } from '../values/values.ts';
import { applyIgnored } from './ignored.ts';
import { orNotReady } from './not-ready.ts';
import { isForced, patience, type Session } from './session.ts';

/** What the engine asks. */
export interface UpdateRequest {
  readonly urn: string;
  /** Outputs of the last run. */
  readonly olds: Values;
  readonly news: Values;
  readonly timeout: number;
  readonly preview: boolean;
  readonly ignoreChanges: readonly string[];
}

/** Managers whose fields are taken over always: a person's kubectl, and the provider itself as it created the object. */
const givesWay: readonly string[] = [
  'before-first-apply',
  'kubectl',
  'pulumi-kubernetes',
  'pulumi-resource-kubernetes',
];

/**
 * Changes an object and waits until it is ready again. @returns its outputs
 * @throws InitFailed if it does not become ready
 */
export async function update(session: Session, request: UpdateRequest): Promise<Values> {
  const { olds, news, preview } = request;
  if (preview && hasUnknown(news)) return news;
  const { fieldManager } = fromOutputs(olds);
  const outputs = (live: object) => toOutputs({ inputs: news, live: asValues(live), fieldManager });
  const stored = await write(session, request, fieldManager);
  for (const warning of stored.warnings) session.warn(request.urn, warning);
  const object = asObject(news);
  const awaiter = awaiterOf(object);
  if (preview || awaiter === undefined) return outputs(stored.body);
  const limits = { seconds: patience(request.timeout, object), cancelled: session.cancelled };
  const message = `the Kubernetes API server reported that "${idOf(object)}" failed to fully initialize or become live`;
  return outputs(await orNotReady(untilReady(session.watches, stored.body, awaiter, limits), { message, outputs }));
}

async function write(
  session: Session,
  { news, preview, ignoreChanges }: UpdateRequest,
  fieldManager: string,
): Promise<Answer<StoredObject>> {
  const { client } = session;
  const wanted = asObject(news);
  const live = await client.api.get(placeOf(wanted), wanted.metadata.name);
  if (live === undefined) throw new Error(`${wanted.kind} "${idOf(wanted)}" not found`);
  const object = applyIgnored(wanted, live, fieldManager, ignoreChanges);
  const props = { fieldManager, dryRun: preview };
  try {
    return await client.apply(object, props, isForced(session, object));
  } catch (error) {
    if (!isRefused(error, 'Conflict') || !ownersGiveWay(error)) throw error;
    return client.apply(object, props, true);
  }
}

function ownersGiveWay({ answer }: ApiError): boolean {
  const owners = (answer.details?.causes ?? []).map(({ message = '' }) => /conflict with "([^"]*)"/.exec(message)?.[1]);
  return owners.every((owner) => owner !== undefined && givesWay.includes(owner));
}
