import type { CheckFault } from '../check.ts';

/** Where a fault of a manifest is written to: the object it belongs to and the list it joins. */
export interface FaultSink {
  readonly file: string;
  readonly object: string;
  readonly faults: CheckFault[];
}

/** A value inside a manifest, with its path, read with a type in mind; what doesn't fit becomes a fault and reads as absent. */
export class Field {
  readonly value: unknown;
  readonly sink: FaultSink;
  readonly #parent: Field | undefined;
  readonly #step: string | number;

  constructor(value: unknown, sink: FaultSink, parent?: Field, step: string | number = '') {
    this.value = value;
    this.sink = sink;
    this.#parent = parent;
    this.#step = step;
  }

  /** `spec.ingress[0].ports`: put together only when a fault needs it, for reading is most of the work on a large tree. */
  get path(): string {
    const parent = this.#parent?.path ?? '';
    if (typeof this.#step === 'number') return `${parent}[${this.#step}]`;
    return parent === '' ? this.#step : `${parent}.${this.#step}`;
  }

  /** Whether the manifest has the field. `null` is absent, as it is for the API server. */
  get present(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** The field `key` of this object. */
  at(key: string): Field {
    if (!this.present) return new Field(undefined, this.sink, this, key);
    if (typeof this.value !== 'object' || Array.isArray(this.value)) {
      this.reject('an object', 'Write it as a mapping.');
      return new Field(undefined, this.sink, this, key);
    }
    const record = this.value as Record<string, unknown>;
    return new Field(Object.hasOwn(record, key) ? record[key] : undefined, this.sink, this, key);
  }

  /** The field behind a path of keys. */
  down(...keys: readonly string[]): Field {
    return keys.reduce<Field>((field, key) => field.at(key), this);
  }

  /** The items of a list; none when it is absent. */
  items(): readonly Field[] {
    if (!this.present) return [];
    if (!Array.isArray(this.value)) {
      this.reject('a list', 'Write it as a list.');
      return [];
    }
    return this.value.map((item, i) => new Field(item, this.sink, this, i));
  }

  /** The text, or undefined when it is absent. */
  text(): string | undefined {
    if (!this.present) return undefined;
    if (typeof this.value === 'string') return this.value;
    this.reject('text', 'Put the value in quotes.');
    return undefined;
  }

  /** The mapping of text to text; empty when it is absent. */
  texts(): Readonly<Record<string, string>> {
    if (!this.present) return {};
    if (typeof this.value !== 'object' || Array.isArray(this.value)) {
      this.reject('a mapping of text to text', 'Write it as a mapping.');
      return {};
    }
    const entries = Object.keys(this.value as object).map((key) => [key, this.at(key).text()] as const);
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
  }

  /** Records that this value can't stand here. */
  reject(expected: string, repair: string): void {
    const { file, object, faults } = this.sink;
    const owner = file === '' ? object : `${file} ${object}`;
    const found = JSON.stringify(this.value) ?? 'nothing';
    faults.push({ owner, path: this.path, found, expected, repair, file, object, rule: 'traffic/input' });
  }
}
