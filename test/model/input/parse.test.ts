import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { faultMessage } from '../../../lib/model/fault.ts';
import { foundText, inputFaults } from '../../../lib/model/input/parse.ts';

const schema = z.strictObject({
  name: z.string(),
  on: z.boolean().optional(),
  many: z.array(z.strictObject({ size: z.number() })).optional(),
  by: z.record(z.string(), z.strictObject({ key: z.string() })).optional(),
  either: z.union([z.literal(1), z.literal('two'), z.strictObject({ three: z.number() })]).optional(),
  kind: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('a'), left: z.string() }),
      z.strictObject({ kind: z.literal('b'), right: z.string() }),
    ])
    .optional(),
});

const faults = (input: unknown) => inputFaults(schema, input, 'file').map(faultMessage);

test('an input that fits has no faults', () => {
  expect(
    faults({ name: 'x', on: true, many: [{ size: 1 }], either: { three: 3 }, kind: { kind: 'a', left: '' } }),
  ).toEqual([]);
});

describe('a fault says where, what was found, what was expected and what to do', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['no object at all', null, ['[file] found null, expected an object. Correct the value.']],
    ['nothing', undefined, ['[file] found nothing, expected an object. Add it.']],
    ['a function', () => 1, ['[file] found function, expected an object. Correct the value.']],
    ['a missing key', {}, ['[file] name: found nothing, expected a string. Add it.']],
    [
      'a key that says undefined',
      { name: undefined },
      ['[file] name: found nothing, expected a string. Leave the key out, or give it a value.'],
    ],
    ['a number for a string', { name: 1.2 }, ['[file] name: found 1.2, expected a string. Put it in quotes.']],
    ['a truth value for a string', { name: true }, ['[file] name: found true, expected a string. Put it in quotes.']],
    ['a big number', { name: 1n }, ['[file] name: found "1n", expected a string. Correct the value.']],
    [
      'no truth value',
      { name: 'x', on: 'yes' },
      ['[file] on: found "yes", expected true or false. Correct the value.'],
    ],
    [
      'no number',
      { name: 'x', many: [{ size: Number.NaN }] },
      ['[file] many[0].size: found NaN, expected a number. Correct the value.'],
    ],
    [
      'a long value',
      { name: ['x'.repeat(80)] },
      [`[file] name: found ["${'x'.repeat(55)}..., expected a string. Correct the value.`],
    ],
    [
      'a mistyped key',
      { nmae: 'x' },
      [
        '[file] nmae: found the unknown key "nmae", expected one of name, on, many, by, either, kind. Did you mean "name"?',
      ],
    ],
    [
      'an odd key beside a missing one',
      { colour: 'x' },
      [
        '[file] name: found nothing, expected a string. Add it.',
        '[file] colour: found the unknown key "colour", expected one of name, on, many, by, either, kind. Remove it.',
      ],
    ],
    [
      'a mistyped key in a list',
      { name: 'x', many: [{ size: 1 }, { size: 1, sizes: 2 }] },
      ['[file] many[1].sizes: found the unknown key "sizes", expected one of size. Did you mean "size"?'],
    ],
    [
      'a mistyped key in a record with an odd name',
      { name: 'x', by: { 'a/b': { kye: 'x' } } },
      ['[file] by["a/b"].kye: found the unknown key "kye", expected one of key. Did you mean "key"?'],
    ],
    [
      'none of several',
      { name: 'x', either: 3 },
      ['[file] either: found 3, expected 1, "two" or an object. Correct the value.'],
    ],
    [
      'a mistyped key in one of several',
      { name: 'x', either: { tree: 3 } },
      ['[file] either.tree: found the unknown key "tree", expected one of three. Did you mean "three"?'],
    ],
    ['no kind', { name: 'x', kind: {} }, ['[file] kind.kind: found nothing, expected "a" or "b". Add it.']],
    [
      'another kind',
      { name: 'x', kind: { kind: 'c' } },
      ['[file] kind.kind: found "c", expected "a" or "b". Correct the value.'],
    ],
    [
      'a key of another kind',
      { name: 'x', kind: { kind: 'a', left: '', right: '' } },
      ['[file] kind.right: found the unknown key "right", expected one of kind, left. Remove it.'],
    ],
  ])('%s', (_, input, messages) => {
    expect(faults(input)).toEqual(messages);
  });
});

test('a value that contains itself is quoted to where it comes round, and a large one to its beginning', () => {
  const round: Record<string, unknown> = { size: 1 };
  round.self = [round, round];
  expect(foundText(round)).toBe('{"size":1,"self":["…","…"]}');
  // nine to the tenth numbers, if it were written out
  let large: unknown = 1;
  for (let depth = 0; depth < 10; depth++) large = Array(9).fill(large);
  expect(foundText(large)).toMatch(/^\[{10}1,1,1,1,1,1,1,1,1\],.*\.\.\.$/);
});

test('all faults are told at once', () => {
  expect(faults({ on: 1, many: [{}, {}] })).toHaveLength(4);
});
