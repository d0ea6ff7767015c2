/**
 * Looking into objects of which nothing is known yet. Anyone's YAML comes here, so a field may hold any type: these functions
 * answer "nothing there" where the shape differs (the schema check is the one that complains), and never throw.
 */

/** A JSON object whose fields are not known. */
export type Json = Readonly<Record<string, unknown>>;

const emptyRecord: Json = Object.freeze({});
const emptyList: readonly unknown[] = Object.freeze([]);

/** True for a JSON object: not null, not a list. */
export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `value` if it is a JSON object, else an empty one. */
export function record(value: unknown): Json {
  return isRecord(value) ? value : emptyRecord;
}

/** `value` if it is a list, else an empty one. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : emptyList;
}

/** `value` if it is a string, else the empty string. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A string, number or boolean as text, else the empty string. `String()` throws at an object that has a field `toString`. */
export function scalar(value: unknown): string {
  return typeof value === 'object' ? '' : String(value ?? '');
}

/** The field behind `keys`, or undefined as soon as one of them is not an own field. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  let current = value;
  for (const key of keys) {
    if (!isRecord(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current ?? undefined;
}

/** The pairs of a map of strings, such as labels; values of other types are left out. */
export function strings(value: unknown): (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [];
  for (const [key, item] of Object.entries(record(value))) if (typeof item === 'string') pairs.push([key, item]);
  return pairs;
}

const plainKey = /^[A-Za-z_$][\w$]*$/;

/** `base.key`, or `base["odd/key"]` for a key that is no plain word. */
export function field(base: string, key: string): string {
  if (!plainKey.test(key)) return `${base}[${JSON.stringify(key)}]`;
  return base === '' ? key : `${base}.${key}`;
}

const longest = 80;

/** A value as a message shows it: JSON, cut at 80 characters, `nothing` for an absent one. */
export function show(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  const json = JSON.stringify(value);
  return json.length > longest ? `${json.slice(0, longest)}…` : json;
}
