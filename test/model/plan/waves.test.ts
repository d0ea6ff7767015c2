import { describe, expect, test } from '@jest/globals';
import { wave, workloadWaves } from '../../../lib/model/plan/waves.ts';
import { databaseIn, planOf, workloadIn } from './plan-of.ts';

const waits = (links: Readonly<Record<string, readonly string[]>>) => workloadWaves(new Map(Object.entries(links)));

describe('a workload starts one wave after the last that it waits for', () => {
  test.each([
    ['alone', { a: [] }, { a: 2 }],
    ['a chain', { c: ['b'], b: ['a'], a: [] }, { a: 2, b: 3, c: 4 }],
    ['a fork', { a: [], b: ['a'], c: ['a'] }, { a: 2, b: 3, c: 3 }],
    ['a diamond', { d: ['b', 'c'], b: ['a'], c: [], a: [] }, { a: 2, b: 3, c: 2, d: 4 }],
  ])('%s', (_, links, waves) => {
    expect(waits(links)).toEqual({ waves: new Map(Object.entries(waves).sort()) });
  });

  test.each([
    ['itself', { a: ['a'] }, ['a', 'a']],
    ['two', { a: ['b'], b: ['a'] }, ['a', 'b', 'a']],
    ['behind a chain', { x: ['a'], a: ['b'], b: ['c'], c: ['a'] }, ['a', 'b', 'c', 'a']],
  ])('a cycle of %s is named from where it closes', (_, links, cycle) => {
    expect(waits(links)).toEqual({ cycle });
  });
});

test('the database comes before its migration, the migration before the applications', () => {
  const plan = planOf();
  const database = databaseIn(plan, 'shop/cart/postgres');
  if (database.kind !== 'cluster') throw new Error('a database in the cluster');
  const order = [database.wave, database.migration?.wave, workloadIn(plan, 'shop/cart/app').wave];
  expect(order).toEqual([wave.database, wave.migration, wave.application]);
  expect(wave.namespace).toBeLessThan(wave.quota);
  expect(wave.support).toBeLessThan(wave.database);
});
