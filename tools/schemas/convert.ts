import type { JsonType, SchemaNode } from '../../lib/checks/schema/schema-node.ts';

/** A schema as OpenAPI v3 documents and CustomResourceDefinitions write it. */
export type RawSchema = Readonly<Record<string, unknown>>;

/** How to read one kind of source. */
export interface Dialect {
  /** The new address of a `$ref`. */
  readonly ref: (target: string) => string;
  /**
   * True for a CustomResourceDefinition: `{type: object}` alone is an object without fields, and the server fills in defaults
   * before it looks for required fields. In the Kubernetes documents the one is any object and the other the Go zero value,
   * which the server then refuses.
   */
  readonly custom: boolean;
  /** Called with each keyword that limits values and can't be carried over. */
  readonly lost: (keyword: string) => void;
}

const kept = [
  ...['type', 'format', 'pattern', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'],
  ...['minProperties', 'maxProperties', 'uniqueItems'],
] as const;

const handled: ReadonlySet<string> = new Set([
  ...kept,
  ...['enum', 'required', 'properties', 'items', 'additionalProperties', 'nullable', 'default'],
  ...['x-kubernetes-int-or-string', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-list-type'],
  'x-kubernetes-list-map-keys',
]);

/** Says nothing about what a manifest may hold. */
const silent: ReadonlySet<string> = new Set([
  ...['description', 'title', 'example', 'x-kubernetes-map-type', 'x-kubernetes-group-version-kind'],
  ...['x-kubernetes-patch-merge-key', 'x-kubernetes-patch-strategy', 'x-kubernetes-embedded-resource'],
]);

/** Limits that need more than our subset: CEL rules, and combinators, which a structural schema uses for limits on values only. */
const lossy: ReadonlySet<string> = new Set([
  ...['x-kubernetes-validations', 'x-kubernetes-unions', 'allOf', 'anyOf', 'oneOf', 'not'],
]);

const formats: ReadonlySet<unknown> = new Set(['byte', 'date-time', 'int32', 'int64', 'ipv4', 'ipv6']);

/** The pattern that controller-gen writes for a Quantity. */
const quantityPattern = /^\^\(\\\+\|-\)\?\(\(\[0-9\]\+/;

/**
 * The strict schema of a raw one: no descriptions or defaults, unknown fields closed, keys in alphabetical order.
 * @throws Error on a keyword that this function does not know, so that a new version can't lose a limit silently.
 */
export function convertSchema(raw: RawSchema, dialect: Dialect): SchemaNode {
  const target = refOf(raw);
  if (target !== undefined) return { $ref: dialect.ref(target) };
  for (const keyword of Object.keys(raw)) {
    if (lossy.has(keyword)) {
      if (!isIntOrString(raw)) dialect.lost(keyword);
    } else if (!handled.has(keyword) && !silent.has(keyword)) {
      throw new Error(`Unknown schema keyword ${keyword}.`);
    }
  }
  const node: Record<string, unknown> = {};
  for (const keyword of kept) if (raw[keyword] !== undefined) node[keyword] = raw[keyword];
  if (!formats.has(node.format)) delete node.format;
  if (isIntOrString(raw)) Object.assign(node, { type: ['integer', 'string'] });
  if (raw.enum !== undefined) node.enum = raw.enum;
  if (raw.nullable === true) node.type = [...types(node.type), 'null'];
  if (typeof node.pattern === 'string') Object.assign(node, readPattern(node.pattern));
  if (node.pattern === undefined) delete node.pattern;
  return sortKeys({ ...node, ...convertObject(raw, dialect), ...convertList(raw, dialect) }) as SchemaNode;
}

/** The target of `$ref`, also when OpenAPI wraps it in `allOf` so that a description can stand beside it. */
function refOf(raw: RawSchema): string | undefined {
  const all = raw.allOf;
  const carrier = Array.isArray(all) && all.length === 1 ? (all[0] as RawSchema) : raw;
  return typeof carrier.$ref === 'string' ? carrier.$ref : undefined;
}

function isIntOrString(raw: RawSchema): boolean {
  return raw['x-kubernetes-int-or-string'] === true || raw.format === 'int-or-string';
}

function types(type: unknown): readonly JsonType[] {
  return (Array.isArray(type) ? type : [type]) as JsonType[];
}

/** Go's `(?i)` stands before what it changes; JavaScript wants a group. A quantity's pattern becomes our format, which explains itself. */
function readPattern(pattern: string): { format?: string; pattern: string | undefined } {
  if (quantityPattern.test(pattern)) return { format: 'quantity', pattern: undefined };
  if (!pattern.includes('(?i)')) return { pattern };
  return { pattern: `(?i:${pattern.replace('(?i)', '')})` };
}

function convertObject(raw: RawSchema, dialect: Dialect): SchemaNode {
  const properties = raw.properties as Readonly<Record<string, RawSchema>> | undefined;
  const node: Record<string, unknown> = {};
  if (properties !== undefined) {
    node.properties = sortKeys(mapValues(properties, (property) => convertSchema(property, dialect)));
    const required = ((raw.required ?? []) as string[]).filter(
      (name) => !dialect.custom || properties[name]?.default === undefined,
    );
    if (required.length > 0) node.required = required.toSorted();
  }
  const values = raw.additionalProperties;
  const open = values === true || raw['x-kubernetes-preserve-unknown-fields'] === true;
  if (isRaw(values)) node.additionalProperties = convertSchema(values, dialect);
  else if (!open && (properties !== undefined || (raw.type === 'object' && dialect.custom))) {
    node.additionalProperties = false;
  }
  return node;
}

function convertList(raw: RawSchema, dialect: Dialect): SchemaNode {
  if (!isRaw(raw.items)) return {};
  const node: Record<string, unknown> = { items: convertSchema(raw.items, dialect) };
  const keys = raw['x-kubernetes-list-map-keys'];
  if (Array.isArray(keys)) node.uniqueBy = [keys];
  if (raw['x-kubernetes-list-type'] === 'set') node.uniqueItems = true;
  return node;
}

function isRaw(value: unknown): value is RawSchema {
  return typeof value === 'object' && value !== null;
}

/** `object` with its keys in alphabetical order. */
export function sortKeys<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1))) as T;
}

/** `object` with `change` applied to each value. */
export function mapValues<T, U>(
  object: Readonly<Record<string, T>>,
  change: (value: T, key: string) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}
