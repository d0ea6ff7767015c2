import { nearest } from '../../model/nearest.ts';
import { shown } from './problem.ts';
import type { JsonType, SchemaNode } from './schema-node.ts';

/** The parts of a message about one value. */
export interface Words {
  readonly found: string;
  readonly expected: string;
  readonly repair: string;
}

const typeNames: Readonly<Record<JsonType, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'an integer',
  null: 'null',
  number: 'a number',
  object: 'an object',
  string: 'a string',
};

/** Names that a message lists before it says how many more there are. */
const listed = 10;

/** A field that the schema doesn't have. */
export function unknownField(name: string, known: readonly string[]): Words {
  const found = 'an unknown field';
  if (known.length === 0) return { found, expected: 'no fields here', repair: 'Remove it.' };
  const meant = nearest(name, known);
  const repair = meant === undefined ? 'Remove it or correct its name.' : `Did you mean ${JSON.stringify(meant)}?`;
  return { found, expected: oneOf(known), repair };
}

/** A field such as `status`. */
export function serverField(name: string): Words {
  const found = 'a field that the API server writes itself';
  return { found, expected: 'none in a manifest', repair: `Remove ${name}.` };
}

/** A required field that is absent. */
export function missingField(name: string, types: readonly JsonType[]): Words {
  const expected =
    types.length === 0 ? 'a value, since the field is required' : `${typeText(types)}, since the field is required`;
  return { found: 'nothing', expected, repair: `Add ${name}.` };
}

/** A value of another type than one of `types`. */
export function wrongType(value: unknown, types: readonly JsonType[]): Words {
  return { found: shown(value), expected: typeText(types), repair: typeRepair(value, types) };
}

function typeText(types: readonly JsonType[]): string {
  return types.map((type) => typeNames[type]).join(' or ');
}

function typeRepair(value: unknown, types: readonly JsonType[]): string {
  if (value === null) return 'Give it a value or remove the field.';
  const isScalar = typeof value === 'number' || typeof value === 'boolean';
  if (isScalar && types.includes('string')) return `Put it in quotes: "${value}".`;
  if (typeof value === 'string' && unquotes(value, types)) return `Write ${value} without quotes.`;
  if (types.includes('array')) return 'Make it a list, even of one entry.';
  return `Write ${typeText(types)}.`;
}

function unquotes(text: string, types: readonly JsonType[]): boolean {
  if (types.includes('boolean')) return text === 'true' || text === 'false';
  return (
    (types.includes('integer') && /^-?\d+$/.test(text)) || (types.includes('number') && /^-?\d+(?:\.\d+)?$/.test(text))
  );
}

/** A value that is none of `values`. */
export function notInEnum(value: unknown, values: NonNullable<SchemaNode['enum']>): Words {
  const texts = values.map((one) => JSON.stringify(one));
  const meant = typeof value === 'string' ? nearest(value, values.map(String)) : undefined;
  const repair = meant === undefined ? 'Use one of these.' : `Did you mean ${JSON.stringify(meant)}?`;
  return { found: shown(value), expected: oneOf(texts), repair };
}

/** An entry of a list that has `shared` in common with the one at `first`. */
export function repeatedEntry(shared: string, first: string): Words {
  return {
    found: `${shared} again`,
    expected: `it once, and it stands in ${first}`,
    repair: 'Rename or remove one of them.',
  };
}

/** A value that breaks a format, a pattern or a bound that `expected` describes. */
export function notAccepted(value: unknown, expected: string): Words {
  return { found: shown(value), expected, repair: 'Correct the value.' };
}

/** `one of a, b, c`; long lists are cut. */
export function oneOf(names: readonly string[]): string {
  if (names.length === 1) return names[0]!;
  const rest = names.length - listed;
  return `one of ${names.slice(0, listed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
