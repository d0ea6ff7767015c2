import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { infraTree } from '../lib/gitops/infra-tree.ts';
import { resolvePlan } from '../lib/model/index.ts';
import { toYaml } from '../lib/render/yaml.ts';
import { cart, environment, input } from './fixtures/base.ts';

/**
 * A part of a rendered tree to read and to review: the list of all files of one three-tier stack in dev, and those of its objects
 * that show the most. To take up a change that is meant: `UPDATE_GOLDEN=1 npm test -- test/golden.test.ts`, then look at `git diff`.
 */
const folder = join(import.meta.dirname, 'golden');
const shown = [
  'argocd/ApplicationSet.dev.yaml',
  'dev/platform/Namespace.shop-dev.yaml',
  'dev/platform/NetworkPolicy.default-deny.yaml',
  'dev/shop-cart/Deployment.shop-cart-service.yaml',
  'dev/shop-cart/HTTPRoute.shop-cart-app.yaml',
  'dev/shop-cart/NetworkPolicy.shop-cart-postgres.yaml',
  'dev/shop-cart/NetworkPolicy.shop-cart-service.yaml',
  'dev/shop-cart/PodDisruptionBudget.shop-cart-service.yaml',
  'dev/shop-cart/Service.shop-cart-service.yaml',
];

const dev = { ...environment, name: 'dev', namespace: 'shop-dev', images: 'tag' } as const;
const tree = infraTree([resolvePlan(input({ environment: dev, stacks: [cart] }))]);
const golden = new Map([
  ['files.txt', `${[...tree.keys()].sort().join('\n')}\n`],
  ...shown.map((path) => [path, toYaml(tree.get(path)!)] as const),
]);

if (process.env.UPDATE_GOLDEN) {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of golden) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

test.each([...golden])('%s is as it was reviewed', (path, text) => {
  expect(text).toBe(readFileSync(join(folder, path), 'utf8'));
});

test('nothing else is in the folder, and it can be read in one sitting', () => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files).toHaveLength(golden.size);
  const lines = [...golden.values()].join('').split('\n').length;
  expect(lines).toBeLessThan(500);
});
