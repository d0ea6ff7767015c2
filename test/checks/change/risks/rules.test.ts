import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { riskRules } from '../../../../lib/checks/change/index.ts';

const tests = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  .join('\n');

test('no two rules have one id', () => {
  expect(new Set(riskRules.map(({ id }) => id)).size).toBe(riskRules.length);
});

describe.each(riskRules.map((rule) => [rule.id, rule] as const))('%s', (id, { title, reason, repair, reference }) => {
  test('says what comes of it and what to do in whole sentences, and where that is written', () => {
    expect(title).toMatch(/^[a-z].*[^.]$/);
    expect(reason).toMatch(/^[A-Z].*\.$/);
    expect(repair).toMatch(/^[A-Z].*\.$/);
    expect(reference).toMatch(/^https:\/\//);
  });

  test('has a test of its own', () => {
    expect(tests).toContain(`'${id}'`);
  });
});
