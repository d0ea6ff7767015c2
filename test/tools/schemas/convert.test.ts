import { describe, expect, test } from '@jest/globals';
import { convertSchema, type RawSchema } from '../../../tools/schemas/convert.ts';

function convert(raw: RawSchema, custom = false) {
  const lost: string[] = [];
  const node = convertSchema(raw, { ref: (target) => `at ${target}`, custom, lost: (keyword) => lost.push(keyword) });
  return { node, lost };
}

describe('a schema becomes strict', () => {
  test('descriptions and defaults go, unknown fields are closed, fields are in alphabetical order', () => {
    const raw = {
      type: 'object',
      description: 'x',
      required: ['b', 'a'],
      properties: { b: { type: 'integer', format: 'int32', default: 0 }, a: { type: 'string', title: 'x' } },
    };
    const { node } = convert(raw);
    expect(node).toEqual({
      type: 'object',
      required: ['a', 'b'],
      properties: { a: { type: 'string' }, b: { type: 'integer', format: 'int32' } },
      additionalProperties: false,
    });
    expect(Object.keys(node.properties!)).toEqual(['a', 'b']);
  });

  test('a map keeps the schema of its values', () => {
    expect(convert({ type: 'object', additionalProperties: { type: 'string', default: '' } }).node).toEqual({
      type: 'object',
      additionalProperties: { type: 'string' },
    });
  });

  test('an object that preserves unknown fields stays open, its known fields checked', () => {
    const raw = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true, properties: { a: { type: 'string' } } };
    expect(convert(raw, true).node).toEqual({ type: 'object', properties: { a: { type: 'string' } } });
  });

  test('an object without fields is any object in the Kubernetes API and an empty one in a custom resource', () => {
    expect(convert({ type: 'object' }).node).toEqual({ type: 'object' });
    expect(convert({ type: 'object' }, true).node).toEqual({ type: 'object', additionalProperties: false });
  });

  test('a custom resource needs no field that has a default', () => {
    const raw = { type: 'object', required: ['a', 'b'], properties: { a: { type: 'string', default: 'x' }, b: {} } };
    expect(convert(raw, true).node.required).toEqual(['b']);
    expect(convert(raw).node.required).toEqual(['a', 'b']);
  });
});

describe('the extensions of Kubernetes become keywords', () => {
  test('a number or text', () => {
    const either = { type: ['integer', 'string'] };
    expect(convert({ format: 'int-or-string', oneOf: [{ type: 'integer' }, { type: 'string' }] })).toEqual({
      node: either,
      lost: [],
    });
    expect(convert({ 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }] })).toEqual({
      node: either,
      lost: [],
    });
  });

  test('a quantity, by the pattern that its generator writes', () => {
    const pattern =
      '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';
    expect(convert({ 'x-kubernetes-int-or-string': true, pattern }).node).toEqual({
      type: ['integer', 'string'],
      format: 'quantity',
    });
  });

  test('a nullable value', () => {
    expect(convert({ type: 'string', nullable: true }).node).toEqual({ type: ['string', 'null'] });
  });

  test('lists whose entries differ', () => {
    const items = { type: 'object', properties: { name: { type: 'string' } } };
    expect(convert({ type: 'array', items, 'x-kubernetes-list-map-keys': ['name'] }).node.uniqueBy).toEqual([['name']]);
    expect(convert({ type: 'array', items, 'x-kubernetes-list-type': 'set' }).node.uniqueItems).toBe(true);
  });

  test('a reference, also one that stands beside a description', () => {
    expect(convert({ $ref: 'X' }).node).toEqual({ $ref: 'at X' });
    expect(convert({ allOf: [{ $ref: 'X' }], description: 'x', default: {} }).node).toEqual({ $ref: 'at X' });
  });
});

describe('nothing is lost in silence', () => {
  test('rules and combinators that can not be carried over are counted', () => {
    expect(convert({ type: 'string', 'x-kubernetes-validations': [], not: {} }).lost).toEqual([
      'x-kubernetes-validations',
      'not',
    ]);
  });

  test('a keyword that nobody knows stops the export', () => {
    expect(() => convert({ type: 'string', 'x-kubernetes-new': 1 })).toThrow(
      'Unknown schema keyword x-kubernetes-new.',
    );
  });

  test("Go's way to ignore case becomes JavaScript's", () => {
    const { pattern } = convert({ type: 'string', pattern: '^(?i)(abort|warn)?$' }).node;
    expect(new RegExp(pattern!, 'u').test('Abort')).toBe(true);
  });
});
