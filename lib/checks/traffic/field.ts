import type { CheckFault } from '../check.ts';
import type { PolicyPort } from './policy-ports.ts';
import type { Selector } from './selectors.ts';

/** What one reading of a tree gathers: its faults, and one object for all selectors and all port lists that are equal. */
export class Gathered {
  readonly faults: CheckFault[] = [];
  readonly selectors = new Map<string, Selector>();
  readonly portLists = new Map<string, readonly PolicyPort[]>();
}

/** The object that a field stands in. */
export interface Origin {
  readonly file: string;
  /** `Kind ns/name`. */
  readonly object: string;
  readonly gathered: Gathered;
}

type Fields = Readonly<Record<string, unknown>>;

const noFields: Fields = {};
const noItems: readonly Field[] = [];

/**
 * A value inside a manifest that knows its path; what doesn't fit becomes a fault and reads as absent. Reading is most of the work on a
 * large tree, so absent fields and plain values make no object of their own and a path is put together only for a fault.
 */
export class Field {
  readonly value: unknown;
  readonly origin: Origin;
  readonly #parent: Field | undefined;
  readonly #step: string | number;

  constructor(value: unknown, origin: Origin, parent?: Field, step: string | number = '') {
    this.value = value;
    this.origin = origin;
    this.#parent = parent;
    this.#step = step;
  }

  /** `spec.ingress[0].ports`. */
  get path(): string {
    const parent = this.#parent?.path ?? '';
    if (typeof this.#step === 'number') return `${parent}[${this.#step}]`;
    return parent === '' ? this.#step : `${parent}.${this.#step}`;
  }

  /** What stands at `key`; undefined where nothing does, and where this is no object. */
  peek(key: string): unknown {
    const fields = this.#fields();
    return Object.hasOwn(fields, key) ? fields[key] : undefined;
  }

  /** Whether anything stands at `key`. `null` is nothing, as it is for the API server. */
  has(key: string): boolean {
    return !isAbsent(this.peek(key));
  }

  /** The field `key` of this object. */
  at(key: string): Field {
    return new Field(this.peek(key), this.origin, this, key);
  }

  /** The field behind a path of keys. */
  down(...keys: readonly string[]): Field {
    return keys.reduce<Field>((field, key) => field.at(key), this);
  }

  /** The items of the list at `key`; none when it is absent. */
  list(key: string): readonly Field[] {
    const value = this.peek(key);
    if (isAbsent(value)) return noItems;
    const list = new Field(value, this.origin, this, key);
    if (Array.isArray(value)) {
      const items = value.map((item, i) => new Field(item, this.origin, list, i));
      // The API server reads it as an empty item, and an empty port or peer means every one.
      for (const item of items) if (isAbsent(item.value)) item.reject('an item', 'Write it, or take its dash out.');
      return items;
    }
    list.reject('a list', 'Write it as a list.');
    return noItems;
  }

  /** The text at `key`, or undefined when it is absent. */
  text(key: string): string | undefined {
    const value = this.peek(key);
    if (typeof value === 'string') return value;
    if (!isAbsent(value)) this.at(key).reject('text', 'Put the value in quotes.');
    return undefined;
  }

  /** Whether true stands at `key`; false where nothing does. */
  flag(key: string): boolean {
    const value = this.peek(key);
    if (!isAbsent(value) && typeof value !== 'boolean')
      this.at(key).reject('true or false', 'Write it without quotes.');
    return value === true;
  }

  /** The mapping of text to text at `key`, as pairs; none when it is absent. */
  texts(key: string): readonly (readonly [string, string])[] {
    if (!this.has(key)) return [];
    const mapping = this.at(key);
    const pairs: [string, string][] = [];
    for (const name of Object.keys(mapping.#fields())) {
      const text = mapping.text(name);
      if (text !== undefined) pairs.push([name, text]);
      // Some clients drop a key without value, others store it as empty.
      else if (mapping.peek(name) === null)
        mapping.at(name).reject('text', 'Write "" for an empty value, or take the key out.');
    }
    return pairs;
  }

  /** Records that this value can't stand here. */
  reject(expected: string, repair: string): void {
    const { file, object, gathered } = this.origin;
    const owner = file === '' ? object : `${file} ${object}`;
    const found = JSON.stringify(this.value) ?? 'nothing';
    gathered.faults.push({ owner, path: this.path, found, expected, repair, file, object, rule: 'traffic/input' });
  }

  #fields(): Fields {
    if (typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value))
      return this.value as Fields;
    if (!isAbsent(this.value)) this.reject('an object', 'Write it as a mapping.');
    return noFields;
  }
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
