import { describe, expect, test } from '@jest/globals';
import {
  bytesText,
  coresText,
  cpuProblem,
  memoryProblem,
  quantityAmount,
  quantityProblem,
} from '../../../lib/model/values/quantity.ts';

describe('a quantity is a number and a unit', () => {
  test.each([
    ['250m', 0.25],
    ['2', 2],
    ['0.5', 0.5],
    ['.5', 0.5],
    ['128Mi', 128 * 2 ** 20],
    ['1Gi', 2 ** 30],
    ['1.5Gi', 1.5 * 2 ** 30],
    ['1k', 1000],
    ['2M', 2e6],
    ['3G', 3e9],
    ['1T', 1e12],
    ['1P', 1e15],
    ['4Ki', 4096],
    ['1Ti', 2 ** 40],
    ['1Pi', 2 ** 50],
  ])('%s', (text, amount) => {
    expect(quantityProblem(text)).toBeUndefined();
    expect(quantityAmount(text)).toBe(amount);
  });

  test.each(['', '1e3', '-1', '1 Gi', '1GB', '1gi', 'Gi', '1.', '0x10', '1Gi ', '٣'])('"%s" is none', (text) => {
    const problem = 'a quantity such as "250m", "2", "128Mi" or "1Gi"';
    expect(quantityProblem(text)).toBe(problem);
    expect(() => quantityAmount(text)).toThrow(`"${text}" is not ${problem}`);
  });
});

test('CPU is counted in cores and thousandths of a core, never in bytes, never zero', () => {
  for (const good of ['1', '250m', '0.5', '1.25', '64']) expect(cpuProblem(good)).toBeUndefined();
  for (const bad of ['1Gi', '0', '0.0', '0m', '0.0001', '1k', 'half']) {
    expect(cpuProblem(bad)).toBe('an amount of CPU such as "250m" or "2"');
  }
});

test('memory in thousandths of a byte is a typing error', () => {
  for (const good of ['128Mi', '1Gi', '500M', '1048576']) expect(memoryProblem(good)).toBeUndefined();
  for (const bad of ['128m', '128', '512Ki', '0', 'lots', '1 Gi']) {
    expect(memoryProblem(bad)).toBe('at least a mebibyte, such as "128Mi" or "1Gi"');
  }
});

test('amounts are written as people write them', () => {
  expect([1, 0.25, 1.5, 0.1 + 0.2].map(coresText)).toEqual(['1', '250m', '1500m', '300m']);
  expect([2 ** 30, 768 * 2 ** 20, 1.5 * 2 ** 30, 1].map(bytesText)).toEqual(['1Gi', '768Mi', '1536Mi', '1Mi']);
});
