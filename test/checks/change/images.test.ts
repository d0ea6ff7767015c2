import { describe, expect, test } from '@jest/globals';
import { repositoryOf, versionText } from '../../../lib/checks/change/images.ts';
import { difference } from '../../../lib/checks/change/index.ts';
import { broken, goodTree, type Loose } from '../good-tree.ts';

const digest = `sha256:0123456789ab${'c'.repeat(52)}`;

test('an image that moves is told with its workload and container', () => {
  const next = broken('Deployment/shop-cart-api', ({ spec }) =>
    Object.assign(spec.template.spec.containers[0], { image: 'a/b:2' }),
  );
  const old = (goodTree().get('prod/shop-cart/Deployment.shop-cart-api.yaml') as Loose).spec.template.spec.containers[0]
    .image;
  expect(difference(goodTree(), next).images).toEqual([
    { environment: 'prod', object: 'Deployment uo-prod/shop-cart-api', container: 'api', old, new: 'a/b:2' },
  ]);
});

test('a container that comes, goes or is renamed moves no image', () => {
  const next = broken('Deployment/shop-cart-api', ({ spec }) => {
    spec.template.spec.containers[0].name = 'other';
    spec.template.spec.initContainers = [{ name: 'wait', image: 'a/b:1' }];
  });
  expect(difference(goodTree(), next).images).toEqual([]);
});

describe('the version of an image', () => {
  test.each([
    ['ghcr.io/shop/api:1.4.0', 'ghcr.io/shop/api', '1.4.0'],
    [`ghcr.io/shop/api:1.4.0@${digest}`, 'ghcr.io/shop/api', '1.4.0@sha256:0123456789ab'],
    [`ghcr.io/shop/api@${digest}`, 'ghcr.io/shop/api', '@sha256:0123456789ab'],
    ['ghcr.io/shop/api', 'ghcr.io/shop/api', 'no tag'],
    ['NOT AN IMAGE', 'NOT AN IMAGE', 'NOT AN IMAGE'],
  ])('%s', (image, repository, version) => {
    expect([repositoryOf(image), versionText(image)]).toEqual([repository, version]);
  });
});
