import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KindEntry, SchemaFile, SchemaIndex, SchemaNode } from './schema-node.ts';

const folder = join(import.meta.dirname, 'generated');
const files = new Map<string, SchemaFile>();
const definitions = new Map<string, SchemaNode>();
let loadedIndex: SchemaIndex | undefined;

/** The kinds that the checks know and what their definitions were made from. */
export function schemaIndex(): SchemaIndex {
  loadedIndex ??= read('index.json') as SchemaIndex;
  return loadedIndex;
}

/** Where the definition of a kind is, undefined for an unknown one: `kindEntry('apps/v1', 'Deployment')`. */
export function kindEntry(apiVersion: string, kind: string): KindEntry | undefined {
  const { kinds } = schemaIndex();
  const group = Object.hasOwn(kinds, apiVersion) ? kinds[apiVersion]! : {};
  return Object.hasOwn(group, kind) ? group[kind] : undefined;
}

/**
 * The definition at `ref`. Files are read when the first of their definitions is asked for: a tree uses a few of them.
 * @throws Error if the generated files lack it.
 */
export function definition(ref: string): SchemaNode {
  const known = definitions.get(ref);
  if (known !== undefined) return known;
  const [file = '', name = ''] = ref.split('#/$defs/');
  const node = schemaFile(file).$defs[name];
  if (node === undefined) throw new Error(`No schema at ${ref}. Run node tools/schemas/export.ts.`);
  definitions.set(ref, node);
  return node;
}

function schemaFile(file: string): SchemaFile {
  const known = files.get(file) ?? (read(file) as SchemaFile);
  files.set(file, known);
  return known;
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}
