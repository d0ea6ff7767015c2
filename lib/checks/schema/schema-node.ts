/** The types of JSON Schema; `integer` is a number without a fraction. */
export type JsonType = 'array' | 'boolean' | 'integer' | 'null' | 'number' | 'object' | 'string';

/**
 * The part of JSON Schema (2020-12) that the generated files use, every object strict: a field that is not in `properties` is
 * a fault unless `additionalProperties` is a schema or absent. `uniqueBy` and the formats of `formats.ts` are our own.
 */
export interface SchemaNode {
  /** `core.json#/$defs/v1.PodSpec`: file and definition. Stands alone: no other keyword beside it counts. */
  readonly $ref?: string;
  readonly type?: JsonType | readonly JsonType[];
  /** `false` marks a field that only the API server writes, such as `status`. */
  readonly properties?: Readonly<Record<string, SchemaNode | false>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: SchemaNode | false;
  /** Holds for the keys of a map. */
  readonly propertyNames?: SchemaNode;
  readonly items?: SchemaNode;
  readonly enum?: readonly (string | number | boolean)[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** No two entries of the list are equal; entries are scalars. */
  readonly uniqueItems?: boolean;
  /** No two entries of the list are equal in all fields of one of these groups; a group counts where an entry has one of its fields. */
  readonly uniqueBy?: readonly (readonly string[])[];
  /** What the API server puts in when the field is absent; kept only where `uniqueBy` needs it. */
  readonly default?: string | number;
}

/** One generated file: the definitions of an API group. */
export interface SchemaFile {
  readonly $id: string;
  readonly $defs: Readonly<Record<string, SchemaNode>>;
}

/** How one kind of one API version is found. */
export interface KindEntry {
  /** Its definition, as in {@link SchemaNode.$ref}. */
  readonly ref: string;
  readonly namespaced: boolean;
}

/** `index.json` of the generated folder. */
export interface SchemaIndex {
  /** Name in `versions.json` → `module@version`s that the definitions were made from. */
  readonly sources: Readonly<Record<string, readonly string[]>>;
  /** `apps/v1` → `Deployment` → where its definition is. */
  readonly kinds: Readonly<Record<string, Readonly<Record<string, KindEntry>>>>;
}
