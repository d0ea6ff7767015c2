import type { z } from 'zod';
import type { Fault } from '../fault.ts';
import { nearest } from '../nearest.ts';
import { keysAt, valueAt } from './known-keys.ts';

/** Every way in which `input` differs from `schema`, in the owner's words; empty if it fits. */
export function inputFaults(schema: z.ZodType, input: unknown, owner: string): readonly Fault[] {
  const result = schema.safeParse(input);
  if (result.success) return [];
  return withoutMistyped(schema, input, result.error.issues).flatMap((issue) =>
    issueFaults(schema, input, issue, owner),
  );
}

type Issue = z.core.$ZodIssue;

/** A mistyped key is one mistake: the key that is missing because of it isn't said again. */
function withoutMistyped(schema: z.ZodType, input: unknown, issues: readonly Issue[]): readonly Issue[] {
  const meant = issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [];
    const known = keysAt(schema, input, issue.path);
    return issue.keys.map((key) => pathText([...issue.path, nearest(key, known) ?? '']));
  });
  return issues.filter(({ path }) => valueAt(input, path) !== undefined || !meant.includes(pathText(path)));
}

function issueFaults(schema: z.ZodType, input: unknown, issue: Issue, owner: string): Fault[] {
  const path = pathText(issue.path);
  const value = valueAt(input, issue.path);
  const wrong = (expected: string, found = foundText(value)): Fault => ({
    owner,
    path,
    found,
    expected,
    repair: repairOf(input, issue),
  });
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        unknownKey(owner, pathText([...issue.path, key]), key, keysAt(schema, input, issue.path)),
      );
    case 'invalid_union':
      return unionFaults(schema, input, issue, owner);
    case 'invalid_key':
      return [wrong(expectation(issue.issues[0]), `the name "${String(issue.path.at(-1))}"`)];
    case 'custom':
      return [wrong(expectation(issue), issue.params?.found)];
    default:
      return [wrong(expectation(issue))];
  }
}

/** The branch of the right outer shape speaks: the one whose faults lie inside. Where there is none, all are named. */
function unionFaults(schema: z.ZodType, input: unknown, issue: z.core.$ZodIssueInvalidUnion, owner: string): Fault[] {
  const near = issue.errors.find((errors) => errors.every(isInside));
  if (near) {
    const inside = near.map((error) => ({ ...error, path: [...issue.path, ...error.path] }) as Issue);
    return withoutMistyped(schema, input, inside).flatMap((error) => issueFaults(schema, input, error, owner));
  }
  const named = issue as { readonly options?: readonly unknown[] };
  const choices = named.options?.map(foundText) ?? issue.errors.flatMap(([first]) => alternatives(first));
  const found = foundText(valueAt(input, issue.path));
  return [{ owner, path: pathText(issue.path), found, expected: oneOf(choices), repair: repairOf(input, issue) }];
}

/** Whether a branch's issue leaves its outer shape alone. */
function isInside({ path, code }: Issue): boolean {
  return path.length > 0 || code === 'custom' || code === 'unrecognized_keys';
}

function alternatives(issue: Issue | undefined): readonly string[] {
  return issue?.code === 'invalid_value' ? issue.values.map((value) => JSON.stringify(value)) : [expectation(issue)];
}

/** `"a"`, `"a" or "b"`, `"a", "b" or "c"`. */
function oneOf(choices: readonly string[]): string {
  return choices.length < 2 ? choices.join('') : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
}

function repairOf(input: unknown, issue: Issue): string {
  const value = valueAt(input, issue.path);
  const wantsText = issue.code === 'invalid_type' && issue.expected === 'string';
  if (wantsText && (typeof value === 'number' || typeof value === 'boolean')) return 'Put it in quotes.';
  if (value !== undefined) return 'Correct the value.';
  const parent = valueAt(input, issue.path.slice(0, -1));
  const key = issue.path.at(-1);
  const isThere = key !== undefined && typeof parent === 'object' && parent !== null && Object.hasOwn(parent, key);
  return isThere ? 'Leave the key out, or give it a value.' : 'Add it.'; // a key may say undefined
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
  if (issue?.code === 'invalid_value') return oneOf(alternatives(issue));
  return issue?.message ?? 'another value';
}

function article(type: string): string {
  const names: Readonly<Record<string, string>> = {
    record: 'an object',
    boolean: 'true or false',
  };
  return names[type] ?? `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
}

/** A value as a message quotes it: JSON, cut at 60 characters. */
export function foundText(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value); // JSON has no NaN
  const json = beginning(value);
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
}

/** JSON of a value's first hundred parts; what comes round again inside itself is left out. */
function beginning(value: unknown): string {
  const within: unknown[] = [];
  let parts = 0;
  const show = function (this: unknown, _: string, part: unknown): unknown {
    if (typeof part === 'bigint') return `${part}n`;
    if (typeof part !== 'object' || part === null) return part;
    while (within.length > 0 && within.at(-1) !== this) within.pop();
    if (within.includes(part) || ++parts > 100) return '…';
    within.push(part);
    return part;
  };
  return JSON.stringify(value, show) ?? typeof value;
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = /^[\w-]+$/.test(String(key)) ? String(key) : undefined;
    if (name === undefined) return `${text}["${String(key)}"]`;
    return text === '' ? name : `${text}.${name}`;
  }, '');
}
