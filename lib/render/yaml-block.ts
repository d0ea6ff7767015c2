import { type DumpOptions, dump } from 'js-yaml';
import { isAmbiguous } from './yaml-ambiguous.ts';

/*
 * js-yaml tries every scalar style on every scalar, which takes four fifths of its time on manifests. Here the easy part
 * of a manifest (nested collections, plain words, small numbers) is written directly, and every scalar that is
 * not evidently plain is given to js-yaml. The bytes are js-yaml's: test/render/yaml.test.ts compares them on random objects.
 */

/** Plain in every YAML decoder: starts as a word or a path, no `: `, no ` #`, no end that could be trimmed. */
const EVIDENTLY_PLAIN = /^[A-Za-z_/](?:[\w./@%+()=-]|[:,](?=[\w/])| (?=[A-Za-z(/]))*$/;
/** Never plain, and nothing in it needs more than single quotes: digits, or printable ASCII with a colon that ends a word. */
const EVIDENTLY_QUOTED = /^(?:\d+|[A-Za-z][ -~]*: [ -~]*)$/;
const LONGEST_PLAIN_KEY = 256;

/** Thrown for what only js-yaml writes: the whole object goes to it then. */
const LEAVE_TO_LIBRARY = Symbol('leave to js-yaml');

function isEvidentlyPlain(text: string): boolean {
  return EVIDENTLY_PLAIN.test(text) && !isAmbiguous(text);
}

type Mapping = Readonly<Record<string, unknown>>;

class BlockWriter {
  readonly #options: DumpOptions;

  constructor(options: DumpOptions) {
    this.#options = options;
  }

  /** `lead` stands before the first key, `pad` before the others. Empty for a mapping without a defined value. */
  mapping(map: Mapping, pad: string, lead: string): string {
    const prototype = Object.getPrototypeOf(map);
    if (prototype !== Object.prototype && prototype !== null) throw LEAVE_TO_LIBRARY;
    let text = '';
    for (const key of Object.keys(map)) {
      const value = map[key];
      if (value === undefined) continue;
      text += `${text === '' ? lead : pad}${this.#key(key)}:${this.#afterColon(value, `${pad}  `)}`;
    }
    return text;
  }

  #sequence(items: readonly unknown[], pad: string, lead: string): string {
    let text = '';
    for (const item of items) text += `${text === '' ? lead : pad}- ${this.#afterDash(item ?? null, `${pad}  `)}`;
    return text;
  }

  #afterColon(value: unknown, pad: string): string {
    if (typeof value !== 'object' || value === null) return ` ${this.#scalar(value, pad)}\n`;
    const text = Array.isArray(value) ? this.#sequence(value, pad, pad) : this.mapping(value as Mapping, pad, pad);
    return text === '' ? this.#empty(value) : `\n${text}`;
  }

  #afterDash(value: unknown, pad: string): string {
    if (typeof value !== 'object' || value === null) return `${this.#scalar(value, pad)}\n`;
    const text = Array.isArray(value) ? this.#sequence(value, pad, '') : this.mapping(value as Mapping, pad, '');
    return text === '' ? this.#empty(value).trimStart() : text;
  }

  #empty(value: object): string {
    return Array.isArray(value) ? ' []\n' : ' {}\n';
  }

  #key(key: string): string {
    if (key.length <= LONGEST_PLAIN_KEY && isEvidentlyPlain(key)) return key;
    const text = dump({ [key]: null }, this.#options);
    if (text.startsWith('? ')) throw LEAVE_TO_LIBRARY;
    return text.slice(0, -': null\n'.length);
  }

  #scalar(value: unknown, pad: string): string {
    if (typeof value === 'string') {
      if (isEvidentlyPlain(value)) return value;
      return EVIDENTLY_QUOTED.test(value) ? `'${value.replaceAll("'", "''")}'` : this.#byLibrary(value, pad);
    }
    if (value === null || typeof value === 'boolean' || Number.isSafeInteger(value)) return String(value);
    return this.#byLibrary(value, pad);
  }

  /** js-yaml writes the scalar as the value of a top-level key; the lines of a block scalar then move to where they belong. */
  #byLibrary(value: unknown, pad: string): string {
    const text = dump({ k: value }, this.#options);
    if (text.endsWith('\n...\n')) throw LEAVE_TO_LIBRARY;
    const body = text.slice('k: '.length, -1);
    return body.includes('\n') ? body.replace(/\n {2}/g, `\n${pad}`) : body;
  }
}

/** The bytes of js-yaml's `dump(object, options)`, or undefined where the object holds something that only js-yaml writes. */
export function emitBlock(object: Mapping, options: DumpOptions): string | undefined {
  try {
    return new BlockWriter(options).mapping(object, '', '');
  } catch (error) {
    if (error === LEAVE_TO_LIBRARY) return undefined;
    throw error;
  }
}
