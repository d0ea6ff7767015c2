import { expect, test } from '@jest/globals';
import type { Stack } from '../../../lib/model/index.ts';
import { cart, search } from '../../fixtures/base.ts';
import { environmentWith, faultsOf, planOf } from './plan-of.ts';

const ids = (stacks: readonly Stack[], where: Parameters<typeof environmentWith>[0] = {}) =>
  planOf({ stacks, environment: environmentWith(where) }).applications.map(({ id }) => id);

test('an environment runs all stacks, or those it names, in the order of their ids', () => {
  expect(ids([search, cart])).toEqual(['shop/cart', 'shop/search']);
  expect(ids([search, cart], { stacks: ['shop/search'] })).toEqual(['shop/search']);
  expect(ids([search, cart], { stacks: ['shop/search', 'shop/cart', 'shop/search'] })).toEqual([
    'shop/cart',
    'shop/search',
  ]);
  expect(ids([search, cart], { stacks: [] })).toEqual([]);
});

test('the order of stacks and of their keys in an index changes nothing', () => {
  expect(planOf({ stacks: [search, cart] })).toEqual(planOf({ stacks: [cart, search] }));
});

test('a retired stack runs no more and leaves its folder to be emptied', () => {
  const plan = planOf({ environment: environmentWith({ retired: ['shop/search', 'shop/gone'] }) });
  expect(plan.applications.map(({ id }) => id)).toEqual(['shop/cart']);
  expect(plan.retired).toEqual(['shop-search', 'shop-gone']);
});

test('a release of a stack that runs elsewhere is no fault', () => {
  expect(ids([search, cart], { stacks: ['shop/cart'] })).toEqual(['shop/cart']);
});

test('a mistyped stack among very many is told with twenty of them and the nearest', () => {
  const many = Array.from({ length: 30 }, (_, index) => ({ ...search, name: `search-${index + 10}` }));
  const [message] = faultsOf({ stacks: many, environment: environmentWith({ stacks: ['shop/serach-39'] }) });
  expect(message).toMatch(
    /expected one of shop\/search-10, .*, shop\/search-29 and 10 more\. Did you mean "shop\/search-39"\?$/,
  );
});
