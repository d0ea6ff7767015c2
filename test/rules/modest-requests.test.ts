import { expect, test } from '@jest/globals';
import { checkTree } from '../../lib/checks/index.ts';
import { modestRequests } from '../../rules/index.ts';
import { broken, goodTree } from '../checks/good-tree.ts';

const invariants = [modestRequests];

test('a good tree asks for modest amounts', () => {
  expect(checkTree(goodTree(), { invariants })).toEqual([]);
});

test('a container that asks for half a node and more is told with its place', () => {
  const tree = broken('Deployment/shop-cart-api', ({ spec }) => {
    spec.template.spec.containers[0].resources.requests.cpu = '2500m';
  });
  expect(checkTree(tree, { invariants }).map(({ path, found, expected }) => [path, found, expected])).toEqual([
    ['spec.template.spec.containers[0].resources.requests.cpu', '"2500m"', 'at most 2'],
  ]);
});
