import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { billOf } from '../../lib/cost/index.ts';
import { loadPlatform } from '../../lib/load/platform.ts';
import { plansOf } from '../../lib/synth/index.ts';

const root = join(import.meta.dirname, '..', '..');

test('what the page says that prod costs is what it costs, give or take a twentieth', async () => {
  const page = readFileSync(join(root, 'docs', 'clusters', 'eks.md'), 'utf8');
  const [, hour, month] = /then ([\d.]+) USD an hour: (\d+) USD a month/.exec(page) ?? [];
  const [bill] = plansOf(await loadPlatform(root, ['prod'])).map((plan) => billOf(plan));
  expect(Math.abs(Number(month) / bill!.month - 1)).toBeLessThan(0.05);
  expect(Number(hour)).toBeCloseTo(Number(month) / 730, 2);
});
