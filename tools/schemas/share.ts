import type { SchemaNode } from '../../lib/checks/schema/schema-node.ts';
import { mapValues } from './convert.ts';
import type { Definitions } from './definitions.ts';

/** Characters of JSON from which a repeated schema gets a definition of its own. */
const worthSharing = 160;

/**
 * `definitions` with every larger schema that occurs more than once in a file written once and referred to. Custom resources
 * repeat whole subtrees (a store and its cluster-wide twin), which would make the files several times as big.
 */
export function shareRepeats(definitions: Definitions): Definitions {
  const repeated = findRepeats(definitions);
  const shared: Definitions = new Map();
  for (const [ref, definition] of definitions) shared.set(ref, rewriteChildren(definition, fileOf(ref), repeated));
  for (const [key, { ref, node }] of repeated) {
    if (ref !== undefined) shared.set(ref, rewriteChildren(node, key.slice(0, key.indexOf('|')), repeated));
  }
  return shared;
}

interface Repeat {
  readonly node: SchemaNode;
  /** The address of the shared definition, named after its first place; undefined for a schema that occurs once. */
  ref?: string;
}

/** By file and JSON text. The children of a schema that was seen before are not looked at: they repeat with it. */
function findRepeats(definitions: Definitions): Map<string, Repeat> {
  const seen = new Map<string, Repeat>();
  const places = new Map<Repeat, string>();
  const look = (node: SchemaNode, place: string, file: string) => {
    const json = JSON.stringify(node);
    if (json.length < worthSharing) return;
    const key = `${file}|${json}`;
    const before = seen.get(key);
    if (before !== undefined) {
      before.ref ??= places.get(before)!;
      return;
    }
    const repeat: Repeat = { node };
    seen.set(key, repeat);
    places.set(repeat, place);
    lookInside(node, place, file);
  };
  const lookInside = (node: SchemaNode, place: string, file: string) => {
    for (const [name, child] of Object.entries(node.properties ?? {})) if (child) look(child, `${place}.${name}`, file);
    if (node.items) look(node.items, `${place}.items`, file);
    if (node.additionalProperties) look(node.additionalProperties, `${place}.values`, file);
  };
  for (const [ref, definition] of definitions) lookInside(definition, ref, fileOf(ref));
  return seen;
}

function rewrite(node: SchemaNode, file: string, repeated: ReadonlyMap<string, Repeat>): SchemaNode {
  const $ref = repeated.get(`${file}|${JSON.stringify(node)}`)?.ref;
  return $ref === undefined ? rewriteChildren(node, file, repeated) : { $ref };
}

function rewriteChildren(node: SchemaNode, file: string, repeated: ReadonlyMap<string, Repeat>): SchemaNode {
  const again = (child: SchemaNode) => rewrite(child, file, repeated);
  return {
    ...node,
    ...(node.properties && { properties: mapValues(node.properties, (child) => child && again(child)) }),
    ...(node.items && { items: again(node.items) }),
    ...(node.additionalProperties && { additionalProperties: again(node.additionalProperties) }),
  };
}

function fileOf(ref: string): string {
  return ref.slice(0, ref.indexOf('#'));
}
