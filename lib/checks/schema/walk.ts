import { isRecord, type Json } from '../json.ts';
import { brokenListBound, brokenObjectBound, brokenScalarBound } from './bounds.ts';
import { type Problem, placeText } from './problem.ts';
import { repeatsIn } from './repeats.ts';
import type { JsonType, SchemaNode } from './schema-node.ts';
import { definition } from './store.ts';
import {
  missingField,
  notAccepted,
  notInEnum,
  repeatedEntry,
  serverField,
  unknownField,
  type Words,
  wrongType,
} from './wording.ts';

/**
 * Everything in `value` that the definition at `ref` refuses, in the order of the fields.
 *
 * The schemas are walked as they are. Ajv's compiled code is twice as fast once it is warm, about 7 µs an object, but compiling
 * twenty kinds takes 0.4 s, most of what `check` may take to start, and code compiled beforehand is five times as large as the
 * schemas. Ajv proves this walk instead: test/checks/schema/oracle.test.ts.
 */
export function problemsOf(value: unknown, ref: string): readonly Problem[] {
  const walk = new Walk();
  walk.visit(value, definition(ref));
  return walk.problems;
}

class Walk {
  readonly problems: Problem[] = [];
  /** Where the walk stands. One list for the whole walk, turned into text only for a problem. */
  readonly #place: (string | number)[] = [];

  visit(value: unknown, written: SchemaNode): void {
    const node = resolve(written);
    if (node.type !== undefined && !isOfType(value, node.type)) this.#report(wrongType(value, typesOf(node)));
    else if (Array.isArray(value)) this.#visitList(value, node);
    else if (isRecord(value)) this.#visitObject(value, node);
    else this.#report(scalarWords(value, node));
  }

  #visitList(list: readonly unknown[], node: SchemaNode): void {
    const bound = brokenListBound(node, list.length);
    if (bound !== undefined) this.#report(notAccepted(list, bound));
    const item = node.items;
    if (item === undefined) return;
    for (const [index, entry] of list.entries()) this.#inside(index, () => this.visit(entry, item));
    for (const { index, first, shared } of repeatsIn(list, node, resolve(item))) {
      this.#inside(index, () => this.#report(repeatedEntry(shared, placeText([...this.#place.slice(0, -1), first]))));
    }
  }

  #visitObject(object: Json, node: SchemaNode): void {
    const names = Object.keys(object);
    const bound = brokenObjectBound(node, names.length);
    if (bound !== undefined) this.#report(notAccepted(object, bound));
    for (const name of names) this.#inside(name, () => this.#visitField(name, object[name], node));
    for (const name of node.required ?? []) {
      if (!Object.hasOwn(object, name))
        this.#inside(name, () => this.#report(missingField(name, fieldTypes(node, name))));
    }
  }

  #visitField(name: string, value: unknown, node: SchemaNode): void {
    const { properties, propertyNames, additionalProperties } = node;
    const property = properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (property === false) this.#report(serverField(name));
    else if (property !== undefined) this.visit(value, property);
    else if (additionalProperties === false) this.#report(unknownField(name, fieldNames(node)));
    else {
      if (propertyNames !== undefined) this.#report(keyWords(name, propertyNames));
      if (additionalProperties !== undefined) this.visit(value, additionalProperties);
    }
  }

  #inside(step: string | number, visit: () => void): void {
    this.#place.push(step);
    visit();
    this.#place.pop();
  }

  #report(words: Words | undefined): void {
    if (words !== undefined) this.problems.push({ path: placeText(this.#place), ...words });
  }
}

function scalarWords(value: unknown, node: SchemaNode): Words | undefined {
  const values = node.enum as readonly unknown[] | undefined;
  if (values !== undefined && value !== null && !values.includes(value)) return notInEnum(value, node.enum!);
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const bound = brokenScalarBound(node, value);
  return bound === undefined ? undefined : notAccepted(value, bound);
}

function keyWords(key: string, node: SchemaNode): Words | undefined {
  const words = scalarWords(key, node);
  return words && { ...words, found: `the key ${words.found}`, repair: 'Rename the key.' };
}

function resolve(node: SchemaNode): SchemaNode {
  return node.$ref === undefined ? node : resolve(definition(node.$ref));
}

function typesOf({ type }: SchemaNode): readonly JsonType[] {
  return type === undefined ? [] : ([type].flat() as JsonType[]);
}

function isOfType(value: unknown, type: NonNullable<SchemaNode['type']>): boolean {
  return typeof type === 'string' ? hasType(value, type) : type.some((one) => hasType(value, one));
}

function hasType(value: unknown, type: JsonType): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'null':
      return value === null;
    case 'object':
      return isRecord(value);
    default:
      return typeof value === type;
  }
}

function fieldNames(node: SchemaNode): readonly string[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, property]) => (property === false ? [] : [name]));
}

function fieldTypes(node: SchemaNode, name: string): readonly JsonType[] {
  const property = node.properties?.[name];
  return property ? typesOf(resolve(property)) : [];
}
