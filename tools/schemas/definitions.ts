import type { SchemaNode } from '../../lib/checks/schema/schema-node.ts';

/** Definitions by address, `core.json#/$defs/v1.PodSpec`, before they are sorted into files. */
export type Definitions = Map<string, SchemaNode>;

/** A kind that a manifest may use. */
export interface FoundKind {
  /** `apps/v1`. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly ref: string;
  readonly namespaced: boolean;
}

/** What one source offers. */
export interface Export {
  readonly definitions: Definitions;
  readonly kinds: readonly FoundKind[];
}

/** The address of a definition in a file of the generated folder. */
export function address(file: string, definition: string): string {
  return `${file}.json#/$defs/${definition}`;
}

/** Calls `visit` for each schema inside `node` and for itself, parents first. */
export function visitSchemas(node: SchemaNode, visit: (node: SchemaNode) => void): void {
  visit(node);
  for (const child of children(node)) visitSchemas(child, visit);
}

function children(node: SchemaNode): SchemaNode[] {
  const all = [...Object.values(node.properties ?? {}), node.items, node.additionalProperties, node.propertyNames];
  return all.filter((child): child is SchemaNode => child !== undefined && child !== false);
}

/** Only what `roots` reach through references, so that no definition is carried for kinds that were left out. */
export function reachable(definitions: Definitions, roots: readonly string[]): Definitions {
  const kept: Definitions = new Map();
  const queue = [...roots];
  for (let ref = queue.pop(); ref !== undefined; ref = queue.pop()) {
    if (kept.has(ref)) continue;
    const definition = definitions.get(ref);
    if (definition === undefined) throw new Error(`Nothing is defined at ${ref}.`);
    kept.set(ref, definition);
    visitSchemas(definition, (node) => {
      if (node.$ref !== undefined) queue.push(node.$ref);
    });
  }
  return kept;
}
