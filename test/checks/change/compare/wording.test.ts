import { expect, test } from '@jest/globals';
import { changeText, showBoth } from '../../../../lib/checks/change/compare/wording.ts';

test('short values are shown whole', () => {
  expect(showBoth('a', { b: 1 })).toEqual(['"a"', '{"b":1}']);
});

test('long values that begin alike are shown from just before they differ', () => {
  const head = 'x'.repeat(100);
  const [old, next] = showBoth(`${head}old${head}`, `${head}new`);
  expect(old).toBe(`…${'x'.repeat(20)}old${'x'.repeat(57)}…`);
  expect(next).toBe(`…${'x'.repeat(20)}new"`);
});

test('a change is told as an addition, a removal or both values', () => {
  expect(changeText({ new: 1 })).toBe('is added: 1');
  expect(changeText({ old: 1 })).toBe('is removed, it was 1');
  expect(changeText({ old: 1, new: 2 })).toBe('changes from 1 to 2');
  expect(changeText({ old: '(hidden)', new: '(hidden)' })).toBe('changes');
});
