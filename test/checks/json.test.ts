import { expect, test } from '@jest/globals';
import { at, field, show, strings } from '../../lib/checks/json.ts';

test('a field is found behind its keys, anything else is nothing', () => {
  const value = { a: { b: [1], c: null, d: 0 } };
  expect(at(value, 'a', 'b')).toEqual([1]);
  expect(at(value, 'a', 'd')).toBe(0);
  expect(at(value, 'a', 'c')).toBeUndefined();
  expect(at(value, 'a', 'b', 'length')).toBeUndefined();
  expect(at('text', 'length')).toBeUndefined();
  expect(at(value)).toBe(value);
});

test('what every JavaScript object inherits is no field', () => {
  for (const key of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) expect(at({}, key)).toBeUndefined();
});

test('only texts of a map are its pairs', () => {
  expect(strings({ a: 'x', b: 1, c: null })).toEqual([['a', 'x']]);
  expect(strings(['a'])).toEqual([]);
});

test('a path quotes what is no plain word', () => {
  expect(field('spec', 'ports')).toBe('spec.ports');
  expect(field('', 'spec')).toBe('spec');
  expect(field('metadata.labels', 'a/b')).toBe('metadata.labels["a/b"]');
});

test('a long value is cut', () => {
  expect(show(undefined)).toBe('nothing');
  expect(show('x'.repeat(100))).toBe(`"${'x'.repeat(79)}…`);
});
