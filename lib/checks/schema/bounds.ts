import { formats } from './formats.ts';
import type { SchemaNode } from './schema-node.ts';

const patterns = new Map<string, RegExp>();

function pattern(text: string): RegExp {
  const known = patterns.get(text) ?? new RegExp(text, 'u');
  patterns.set(text, known);
  return known;
}

/** What a string or number breaks first of format, pattern and bounds, as a message says it; undefined for a good one. */
export function brokenScalarBound(node: SchemaNode, value: string | number): string | undefined {
  const format = node.format === undefined ? undefined : formats[node.format];
  if (format !== undefined && !format.accepts(value)) return format.expected;
  return typeof value === 'string' ? brokenTextBound(node, value) : brokenBound(value, node.minimum, node.maximum);
}

function brokenTextBound(node: SchemaNode, value: string): string | undefined {
  if (node.pattern !== undefined && !pattern(node.pattern).test(value)) return `a text that matches ${node.pattern}`;
  // Lengths count code points, as Go does.
  if (node.minLength === undefined && node.maxLength === undefined) return undefined;
  return brokenBound([...value].length, node.minLength, node.maxLength, 'character');
}

/** As {@link brokenScalarBound} for the number of entries of a list. */
export function brokenListBound(node: SchemaNode, length: number): string | undefined {
  return brokenBound(length, node.minItems, node.maxItems, 'entry');
}

/** As {@link brokenScalarBound} for the number of fields of an object. */
export function brokenObjectBound(node: SchemaNode, size: number): string | undefined {
  return brokenBound(size, node.minProperties, node.maxProperties, 'field');
}

const plurals: Readonly<Record<string, string>> = { character: 'characters', entry: 'entries', field: 'fields' };

function brokenBound(value: number, low: number | undefined, high: number | undefined, unit = ''): string | undefined {
  if (low !== undefined && value < low) return `at least ${amount(low, unit)}`;
  if (high !== undefined && value > high) return `at most ${amount(high, unit)}`;
  return undefined;
}

function amount(limit: number, unit: string): string {
  return unit === '' ? `${limit}` : `${limit} ${limit === 1 ? unit : plurals[unit]}`;
}
