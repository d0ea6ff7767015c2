import type { SchemaNode } from '../../lib/checks/schema/schema-node.ts';
import { mapValues } from './convert.ts';
import type { Definitions, Export } from './definitions.ts';
import { reachable, visitSchemas } from './definitions.ts';

/** What both of two versions accept: the kinds, fields and values of both, the required fields of either. */
export function intersect(older: Export, newer: Export): Export {
  const kinds = older.kinds.filter((kind) => newer.kinds.some((other) => other.ref === kind.ref));
  const definitions: Definitions = new Map();
  for (const [ref, definition] of older.definitions) {
    const other = newer.definitions.get(ref);
    if (other !== undefined) definitions.set(ref, both(definition, other));
  }
  for (const [ref, definition] of definitions) definitions.set(ref, withoutDangling(definition, definitions));
  return {
    kinds,
    definitions: reachable(
      definitions,
      kinds.map((kind) => kind.ref),
    ),
  };
}

function both(a: SchemaNode, b: SchemaNode): SchemaNode {
  const node: Record<string, unknown> = { ...b };
  const required = [...new Set([...(a.required ?? []), ...(b.required ?? [])])].toSorted();
  if (required.length > 0) node.required = required;
  if (a.enum !== undefined && b.enum !== undefined) node.enum = a.enum.filter((value) => b.enum?.includes(value));
  if (a.properties !== undefined && b.properties !== undefined) {
    const shared = Object.entries(b.properties).filter(([name]) => Object.hasOwn(a.properties ?? {}, name));
    node.properties = mapValues(Object.fromEntries(shared), (property, name) => {
      const older = a.properties?.[name];
      return older && property ? both(older, property) : property;
    });
  }
  if (a.items !== undefined && b.items !== undefined) node.items = both(a.items, b.items);
  return node as SchemaNode;
}

/** Leaves out fields whose definition only one of the versions has. */
function withoutDangling(node: SchemaNode, definitions: Definitions): SchemaNode {
  if (node.properties === undefined) return node;
  const kept = Object.entries(node.properties).filter(([, property]) => !property || !dangles(property, definitions));
  return { ...node, properties: Object.fromEntries(kept) };
}

function dangles(node: SchemaNode, definitions: Definitions): boolean {
  let found = false;
  visitSchemas(node, ({ $ref }) => {
    found ||= $ref !== undefined && !definitions.has($ref);
  });
  return found;
}
