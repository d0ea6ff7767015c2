import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { riskRules } from '../../../lib/checks/change/index.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/change.md'), 'utf8');

test('docs/change.md has every rule in the order in which risks are told', () => {
  const lines = page.split('\n').map((line) => line.replaceAll(/ +/g, ' '));
  const rows = lines.filter((line) => /^\| `[a-z]+\/[a-z-]+` \|/.test(line));
  expect(rows).toEqual(riskRules.map(({ id, title }) => `| \`${id}\` | ${title} |`));
});
