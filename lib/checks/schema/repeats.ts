import { isRecord, type Json } from '../json.ts';
import type { SchemaNode } from './schema-node.ts';

/** An entry of a list that must differ from an earlier one and doesn't. */
export interface Repeat {
  readonly index: number;
  /** Position of the entry that was there first. */
  readonly first: number;
  /** What both have in common: `name "api"`. */
  readonly shared: string;
}

/** The entries of `list` that repeat an earlier one by `uniqueItems` or one of the groups of `uniqueBy`. `item` is the entries' schema. */
export function repeatsIn(list: readonly unknown[], node: SchemaNode, item: SchemaNode): Repeat[] {
  if (list.length < 2) return [];
  if (node.uniqueItems === true) return repeatsOf(list, (entry) => JSON.stringify(entry));
  const groups = node.uniqueBy ?? [];
  return groups.flatMap((group) =>
    repeatsOf(list, (entry) => (isRecord(entry) ? sharedKey(entry, group, item) : undefined)),
  );
}

function repeatsOf(list: readonly unknown[], keyOf: (entry: unknown) => string | undefined): Repeat[] {
  const seen = new Map<string, number>();
  const repeats: Repeat[] = [];
  list.forEach((entry, index) => {
    const shared = keyOf(entry);
    if (shared === undefined) return;
    const first = seen.get(shared);
    if (first === undefined) seen.set(shared, index);
    else repeats.push({ index, first, shared });
  });
  return repeats;
}

/** `containerPort 80, protocol "TCP"`; undefined if the entry itself has none of the fields. */
function sharedKey(entry: Json, group: readonly string[], item: SchemaNode): string | undefined {
  if (!group.some((name) => Object.hasOwn(entry, name))) return undefined;
  return group.map((name) => `${name} ${JSON.stringify(entry[name] ?? defaultOf(item, name) ?? null)}`).join(', ');
}

function defaultOf(item: SchemaNode, name: string): unknown {
  const property = item.properties?.[name];
  return property === undefined || property === false ? undefined : property.default;
}
