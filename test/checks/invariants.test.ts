import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checkTree, invariants, rules } from '../../lib/checks/index.ts';
import { goodTree } from './good-tree.ts';

const here = import.meta.dirname;
const sources = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && !file.startsWith('traffic'))
  .map((file) => readFileSync(join(here, file), 'utf8'))
  .join('\n');

test('a good environment keeps every invariant', () => {
  expect(checkTree(goodTree())).toEqual([]);
});

test('an empty tree keeps every invariant', () => {
  expect(checkTree(new Map())).toEqual([]);
});

describe('the table', () => {
  test('there are at least 60 invariants, and no two of one id', () => {
    expect(invariants.length).toBeGreaterThanOrEqual(60);
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
  });

  test.each(rules.map((rule) => [rule.id, rule] as const))(
    '%s says what it is, why and how to repair it',
    (id, rule) => {
      expect(id).toMatch(/^[a-z]+\/[a-z-]+$/);
      for (const sentence of [rule.title, rule.why, rule.repair])
        expect(sentence).toMatch(/^[A-Z].*[^.]\.$|^[A-Z].*\.…?$/s);
      expect(rule.reference).toMatch(/^https:\/\//);
    },
  );

  test.each(rules.map((rule) => rule.id))('%s has a test that breaks it', (id) => {
    expect(sources).toMatch(new RegExp(`'${id}['\\s]`));
  });
});
