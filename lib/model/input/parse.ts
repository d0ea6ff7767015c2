import type { z } from 'zod';
import type { Fault } from '../fault.ts';
import { nearest } from '../nearest.ts';

/** Every way in which `input` differs from `schema`, in the owner's words; empty if it fits. */
export function inputFaults(schema: z.ZodType, input: unknown, owner: string): readonly Fault[] {
  const result = schema.safeParse(input);
  if (result.success) return [];
  return result.error.issues.flatMap((issue) => issueFaults(schema, input, issue, owner));
}

type Issue = z.core.$ZodIssue;

function issueFaults(schema: z.ZodType, input: unknown, issue: Issue, owner: string): Fault[] {
  const path = pathText(issue.path);
  const value = valueAt(input, issue.path);
  const wrong = (expected: string, found = foundText(value)): Fault => ({
    owner,
    path,
    found,
    expected,
    repair: value === undefined ? 'Add it.' : 'Correct the value.',
  });
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        unknownKey(owner, pathText([...issue.path, key]), key, keysAt(schema, issue.path)),
      );
    case 'invalid_union':
      return unionFaults(schema, input, issue, owner);
    case 'invalid_key':
      return [wrong(`a name of ${expectation(issue.issues[0])}`, `the name "${String(issue.path.at(-1))}"`)];
    case 'custom':
      return [wrong(expectation(issue), issue.params?.found)];
    default:
      return [wrong(expectation(issue))];
  }
}

/** The branch that fits best speaks: the one whose faults lie deepest, since its outer shape was right. */
function unionFaults(schema: z.ZodType, input: unknown, issue: z.core.$ZodIssueInvalidUnion, owner: string): Fault[] {
  const deepest = issue.errors.find((errors) =>
    errors.every((error) => error.path.length > 0 || error.code === 'custom'),
  );
  if (deepest) {
    return deepest.flatMap((error) =>
      issueFaults(schema, input, { ...error, path: [...issue.path, ...error.path] } as Issue, owner),
    );
  }
  const named = issue as { readonly options?: readonly unknown[] };
  const choices =
    named.options?.map(foundText) ?? issue.errors.flatMap((errors) => errors.slice(0, 1).map(expectation));
  const found = foundText(valueAt(input, issue.path));
  const repair = choices.length > 0 ? 'Use one of them.' : 'Correct the value.';
  return [{ owner, path: pathText(issue.path), found, expected: choices.join(' or '), repair }];
}

function unknownKey(owner: string, path: string, key: string, known: readonly string[]): Fault {
  const near = nearest(key, known);
  return {
    owner,
    path,
    found: `the unknown key "${key}"`,
    expected: known.length > 0 ? `one of ${known.join(', ')}` : 'no further key',
    repair: near ? `Did you mean "${near}"?` : 'Remove it.',
  };
}

function expectation(issue: Issue | undefined): string {
  if (issue?.code === 'custom') return String(issue.params?.expected ?? issue.message);
  if (issue?.code === 'invalid_type') return article(issue.expected);
  if (issue?.code === 'invalid_value') {
    const values = issue.values.map((value) => JSON.stringify(value));
    return values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`;
  }
  return issue?.message ?? 'another value';
}

function article(type: string): string {
  const names: Readonly<Record<string, string>> = {
    int: 'a whole number',
    record: 'an object',
    boolean: 'true or false',
  };
  return names[type] ?? `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
}

/** A value as a message quotes it: JSON, cut at 60 characters. */
export function foundText(value: unknown): string {
  if (value === undefined) return 'nothing';
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = /^[\w-]+$/.test(String(key)) ? String(key) : undefined;
    if (name === undefined) return `${text}["${String(key)}"]`;
    return text === '' ? name : `${text}.${name}`;
  }, '');
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], input);
}

/** Keys that the schema knows at a path: those of the object there, whatever wraps it. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let candidates = unwrap(schema);
  for (const key of path) candidates = candidates.flatMap((candidate) => step(candidate, key)).flatMap(unwrap);
  return candidates.flatMap((candidate) => Object.keys(shapeOf(candidate) ?? {}));
}

interface Definition {
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
}

const definition = (schema: z.ZodType): Definition => schema.def as Definition;
const shapeOf = (schema: z.ZodType) => definition(schema).shape;

function unwrap(schema: z.ZodType): z.ZodType[] {
  const { innerType, options } = definition(schema);
  if (innerType) return unwrap(innerType);
  return options ? options.flatMap(unwrap) : [schema];
}

function step(schema: z.ZodType, key: PropertyKey): z.ZodType[] {
  const { element, valueType, shape } = definition(schema);
  const next = shape?.[String(key)] ?? element ?? valueType;
  return next ? [next] : [];
}
