import { isDeepStrictEqual } from 'node:util';
import { asObject, asValues, type Checkpoint, fromOutputs } from '../values/checkpoint.ts';
import { at, type Change, differences, isWithin, parsePath, prune } from '../values/difference.ts';
import { replaces } from '../values/replacements.ts';
import { storedForm } from '../values/stored-form.ts';
import { hasUnknown, plain, type Values } from '../values/values.ts';
import type { Session } from './session.ts';

/** What the engine asks. */
export interface DiffRequest {
  /** Outputs of the last run. */
  readonly olds: Values;
  readonly news: Values;
  /** Paths whose changes don't count. */
  readonly ignoreChanges: readonly string[];
}

/** What would happen to an object. */
export interface Difference {
  readonly changes: readonly (Change & { readonly replaces: boolean })[];
  /** Whether the old object must go before the new one comes: both have one name. */
  readonly deleteBeforeReplace: boolean;
}

/**
 * Compares what a program wants with what the last run, or a refresh, saw. Like the real provider, it asks nobody when both are equal:
 * what was changed by hand since is a refresh's business. Where they differ, a dry run tells whether the server sees a difference
 * too: `1000m` and `1` are one.
 */
export async function diff(session: Session, { olds, news, ignoreChanges }: DiffRequest): Promise<Difference> {
  const before = fromOutputs(olds);
  const wanted = storedForm(plain(news) as Values);
  const ignored = ignoreChanges.map(parsePath);
  const namespace = namespaceOf(before.live);
  const live = inNamespace(prune(before.live, storedForm(before.inputs)), namespace);
  // An object that names no namespace is in the server's default.
  const place = namespaceOf(wanted) ?? (namespace === 'default' ? namespace : undefined);
  const candidates = differences(live, inNamespace(wanted, place))
    .filter(({ path }) => !ignored.some((ignore) => isWithin(path, ignore)))
    .map((change) => ({ ...change, replaces: replaces(asObject(wanted), change.path, session.settings.mutable) }));
  const isReplaced = candidates.some((change) => change.replaces);
  const changes =
    isReplaced || hasUnknown(wanted) ? candidates : await seenByServer(session, before, wanted, candidates);
  return { changes, deleteBeforeReplace: isReplaced && hasSameName(before.live, wanted) };
}

/** Those changes that a server-side apply would make. */
async function seenByServer<T extends Change>(
  session: Session,
  { live, fieldManager }: Checkpoint,
  wanted: Values,
  candidates: readonly T[],
): Promise<readonly T[]> {
  if (candidates.length === 0) return [];
  const object = asObject(wanted);
  const result = await session.client.apply(object, { fieldManager, dryRun: true }, true).catch(() => undefined);
  // A server that can't say leaves it to the real run.
  if (result === undefined) return candidates;
  const after = asValues(result.body);
  return candidates.filter(({ path }) => !isDeepStrictEqual(at(live, path), at(after, path)));
}

function namespaceOf(object: Values): string | undefined {
  return asObject(object).metadata.namespace;
}

function inNamespace(object: Values, namespace: string | undefined): Values {
  return namespace === undefined ? object : { ...object, metadata: { ...(object.metadata as Values), namespace } };
}

function hasSameName(live: Values, wanted: Values): boolean {
  const name = (object: Values) => `${namespaceOf(object) ?? 'default'}/${asObject(object).metadata.name}`;
  return name(live) === name(wanted);
}
