import type { z } from 'zod';
import { presetKeys } from '../stack/three-tier.ts';

/** The value at a path, undefined where the path leads nowhere. */
export function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], input);
}

/** Keys that may stand at a path: those of the preset that made the object there, or of its schema, whatever wraps it. */
export function keysAt(schema: z.ZodType, input: unknown, path: readonly PropertyKey[]): readonly string[] {
  const preset = valueAt(input, [...path, presetKeys]);
  if (preset !== undefined) return preset as readonly string[];
  let candidates = unwrap(schema, input);
  for (const [index, key] of path.entries()) {
    const value = valueAt(input, path.slice(0, index + 1));
    candidates = candidates.flatMap((candidate) => step(candidate, key)).flatMap((next) => unwrap(next, value));
  }
  return [...new Set(candidates.flatMap((candidate) => Object.keys(shapeOf(candidate) ?? {})))];
}

interface Definition {
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly discriminator?: string;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
}

const definition = (schema: z.ZodType): Definition => schema.def as Definition;
const shapeOf = (schema: z.ZodType) => definition(schema).shape;

/** The schemas inside optional and read-only ones and unions; of a union with a `kind`, the one that `value` names. */
function unwrap(schema: z.ZodType, value: unknown): readonly z.ZodType[] {
  const { innerType, options, discriminator } = definition(schema);
  if (innerType) return unwrap(innerType, value);
  if (!options) return [schema];
  const named = discriminator === undefined ? [] : options.filter((option) => names(option, discriminator, value));
  return (named.length > 0 ? named : options).flatMap((option) => unwrap(option, value));
}

function names(option: z.ZodType, key: string, value: unknown): boolean {
  return shapeOf(option)?.[key]?.safeParse(valueAt(value, [key])).success ?? false;
}

function step(schema: z.ZodType, key: PropertyKey): readonly z.ZodType[] {
  const { element, valueType, shape } = definition(schema);
  const next = shape?.[String(key)] ?? element ?? valueType;
  return next ? [next] : [];
}
