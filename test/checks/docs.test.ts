import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { rules } from '../../lib/checks/index.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/checks.md'), 'utf8');
const [, ...sections] = page.split(/^##+ /m);
const rowsOf = (heading: string) =>
  sections
    .find((section) => section.startsWith(heading))!
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1);

describe('docs/checks.md', () => {
  test('has every rule in the order of the table', () => {
    expect(rowsOf('The table')).toEqual(rules.map((rule) => `| \`${rule.id}\` | ${rule.title} |`));
  });

  test.each([
    ['Pod Security', 19],
    ['kube-linter', 63],
    ['polaris', 44],
    ['kubescape', 26],
  ])('answers each check of %s, once', (tool, count) => {
    const names = rowsOf(tool).map((row) => row.split(' | ')[0]);
    expect(new Set(names).size).toBe(count);
    expect(names).toHaveLength(count);
  });

  test('names no rule that there is not', () => {
    const known = new Set(rules.map((rule) => rule.id));
    const named = [...page.matchAll(/`([a-z]+\/[a-z-]+)`/g)].map(([, id]) => id!);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });
});
