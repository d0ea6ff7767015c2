import type { KubeObject } from '../../../render/tree.ts';
import { field, isRecord, type Json } from '../../json.ts';
import { conceal } from './conceal.ts';
import { keyed, reordered } from './lists.ts';
import { own, same, sameField } from './same.ts';

/** A field that differs. Without `old` it was added, without `new` removed; secrets stand as `(hidden)`. */
export interface FieldChange {
  /**
   * From the object's root, entries of lists with a key by that key: `spec.template.spec.containers["api"].image`,
   * `spec.ports["80/TCP"].targetPort`, `spec.rules[0].host`.
   */
  readonly path: string;
  readonly old?: unknown;
  readonly new?: unknown;
}

/** Every field in which two versions of one object differ, sorted by path within each map. */
export function fieldChanges(old: KubeObject, next: KubeObject): readonly FieldChange[] {
  const found: FieldChange[] = [];
  compareRecords(withoutStatus(old), withoutStatus(next), '', '', found);
  return found.map((change) => conceal(next.kind, change));
}

/** Every difference between two values of a field at `path`, as in {@link fieldChanges}. */
export function valueChanges(kind: string, path: string, old: unknown, next: unknown): readonly FieldChange[] {
  const found: FieldChange[] = [];
  compareValues(old, next, { path, key: path.slice(path.lastIndexOf('.') + 1), holder: '' }, found);
  return found.map((change) => conceal(kind, change));
}

/** What the API server writes into an object and no manifest decides. */
const serverMetadata = ['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink', 'uid'];

function withoutStatus({ status: _, metadata, ...rest }: KubeObject): Json {
  const written = Object.entries(metadata).filter(([key]) => !serverMetadata.includes(key));
  return { ...rest, metadata: Object.fromEntries(written) };
}

/** A value, the key it stands under and the key of what holds it; a list's entry stands under no key. */
interface Place {
  readonly path: string;
  readonly key: string;
  readonly holder: string;
}

function compareValues(old: unknown, next: unknown, place: Place, found: FieldChange[]): void {
  if (sameField(old, next, place.key, place.holder)) return;
  if (isRecord(old) && isRecord(next)) compareRecords(old, next, place.path, place.key, found);
  else if (Array.isArray(old) && Array.isArray(next)) compareLists(old, next, place.path, place.key, found);
  else found.push(change(place.path, old, next));
}

function compareRecords(old: Json, next: Json, path: string, key: string, found: FieldChange[]): void {
  const names = new Set([...Object.keys(old), ...Object.keys(next)]);
  for (const name of [...names].sort()) {
    compareValues(own(old, name), own(next, name), { path: field(path, name), key: name, holder: key }, found);
  }
}

function compareLists(
  old: readonly unknown[],
  next: readonly unknown[],
  path: string,
  key: string,
  found: FieldChange[],
) {
  const byKey = keyed(key, old, next);
  if (byKey !== undefined) {
    const order = reordered(key, byKey.a, byKey.b);
    if (order !== undefined) found.push({ path, old: order.a, new: order.b });
    for (const entry of [...new Set([...byKey.a.keys(), ...byKey.b.keys()])].sort()) {
      const place = { path: `${path}[${JSON.stringify(entry)}]`, key: '', holder: key };
      compareValues(byKey.a.get(entry), byKey.b.get(entry), place, found);
    }
  } else if (![...old, ...next].some((entry) => typeof entry === 'object')) {
    // A list of names is read as a whole.
    found.push({ path, old, new: next });
  } else {
    compareByPlace(old, next, path, key, found);
  }
}

/** Entries without a key: what both lists begin and end with is the same, the rest is compared one by one. */
function compareByPlace(
  old: readonly unknown[],
  next: readonly unknown[],
  path: string,
  key: string,
  found: FieldChange[],
) {
  const shorter = Math.min(old.length, next.length);
  let start = 0;
  while (start < shorter && same(old[start], next[start])) start += 1;
  let end = 0;
  while (end < shorter - start && same(old.at(-1 - end), next.at(-1 - end))) end += 1;
  for (let index = start; index < Math.max(old.length, next.length) - end; index += 1) {
    const before = index < old.length - end ? old[index] : undefined;
    const after = index < next.length - end ? next[index] : undefined;
    compareValues(before, after, { path: `${path}[${index}]`, key: '', holder: key }, found);
  }
}

function change(path: string, old: unknown, next: unknown): FieldChange {
  return {
    path,
    ...(old === undefined || old === null ? {} : { old }),
    ...(next === undefined || next === null ? {} : { new: next }),
  };
}
