import { describe, expect, test } from '@jest/globals';
import { parseImage } from '../../../lib/checks/policy/images/reference.ts';
import { broken, goodTree, type Loose, messages } from '../good-tree.ts';

const path = '[Deployment.shop-cart-api.yaml] spec.template.spec.containers[0].image';
const digest = `sha256:${'a'.repeat(64)}`;

/** The good tree with the api's image, in a namespace with these labels. */
function withImage(image: unknown, labels: Record<string, string> = {}) {
  const tree = goodTree();
  const namespace = tree.get('prod/platform/Namespace.uo-prod.yaml') as Loose;
  delete namespace.metadata.labels['unifyops.dev/images'];
  Object.assign(namespace.metadata.labels, labels);
  const deployment = tree.get('prod/shop-cart/Deployment.shop-cart-api.yaml') as Loose;
  deployment.spec.template.spec.containers[0].image = image;
  return tree;
}

describe('references', () => {
  test.each([
    ['postgres:17.6', { repository: 'postgres', tag: '17.6' }],
    ['ghcr.io/shop/cart-api:1.4.0', { repository: 'ghcr.io/shop/cart-api', tag: '1.4.0' }],
    ['localhost:5000/a/b', { repository: 'localhost:5000/a/b' }],
    [`quay.io/a@${digest}`, { repository: 'quay.io/a', digest }],
    [`a__b/c.d:v1@${digest}`, { repository: 'a__b/c.d', tag: 'v1', digest }],
  ])('%s is read as its parts', (reference, parts) => {
    expect({ ...parseImage(reference) }).toEqual({ tag: undefined, digest: undefined, ...parts });
  });

  test.each(['', 'Postgres', 'a b', 'a:', 'a@sha256:abc', 'a:tag:tag', '/a', 'a//b', `a:${'x'.repeat(129)}`])(
    '%j is none',
    (reference) => {
      expect(parseImage(reference)).toBeUndefined();
    },
  );

  test.each([
    [undefined, 'nothing'],
    ['Shop/API:1', '"Shop/API:1"'],
    [7, '7'],
  ])('an image of %j is a fault', (image, found) => {
    expect(messages('images/reference', withImage(image))).toEqual([
      `${path}: found ${found}, expected an image reference. Write registry/path:tag@sha256:digest, the path in lower case.`,
    ]);
  });
});

describe('what an environment asks for', () => {
  const repair = 'Name the release: a version or a commit.';
  const digestRepair = 'Add the digest that the registry gave the tag: image:tag@sha256:….';

  test('latest is refused', () => {
    expect(messages('images/tag', withImage('shop/api:latest', { 'unifyops.dev/images': 'tag' }))).toEqual([
      `${path}: found "shop/api:latest", expected a tag that does not move. ${repair}`,
    ]);
  });

  test('a moving tag is refused even beside a digest', () => {
    expect(messages('images/tag', withImage(`shop/api:dev-latest@${digest}`))).toHaveLength(1);
  });

  test('no tag and no digest is latest', () => {
    expect(messages('images/tag', withImage('shop/api'))).toEqual([
      `${path}: found "shop/api", expected a tag or a digest. ${repair}`,
    ]);
    expect(messages('images/tag', withImage(`shop/api@${digest}`))).toEqual([]);
  });

  test('a namespace that takes any image takes latest', () => {
    const tree = withImage('shop/api:latest', { 'unifyops.dev/images': 'any' });
    expect(messages('images/tag', tree)).toEqual([]);
    expect(messages('images/digest', tree)).toEqual([]);
  });

  test('a namespace that takes tags asks for no digest', () => {
    expect(messages('images/digest', withImage('shop/api:1.0', { 'unifyops.dev/images': 'tag' }))).toEqual([]);
  });

  test.each([
    ['the label says digest', { 'unifyops.dev/images': 'digest' }],
    ['the label says what nobody knows', { 'unifyops.dev/images': 'digests' }],
    ['the environment is prod', { 'unifyops.dev/environment': 'prod' }],
    ['the folder is prod', { 'unifyops.dev/environment': '' }],
  ])('a digest is asked for where %s', (_, labels) => {
    expect(messages('images/digest', withImage('shop/api:1.0', labels))).toEqual([
      `${path}: found "shop/api:1.0", expected a digest behind the tag. ${digestRepair}`,
    ]);
  });

  test('the local environment takes anything by its name', () => {
    expect(messages('images/tag', withImage('shop/api', { 'unifyops.dev/environment': 'local' }))).toEqual([]);
  });
});

test('an image that is never pulled is a fault outside of local environments', () => {
  const never = (labels: Record<string, string>) => {
    const tree = withImage(`shop/api:1@${digest}`, labels);
    (
      tree.get('prod/shop-cart/Deployment.shop-cart-api.yaml') as Loose
    ).spec.template.spec.containers[0].imagePullPolicy = 'Never';
    return tree;
  };
  expect(messages('images/pull-policy', never({}))).toEqual([
    '[Deployment.shop-cart-api.yaml] spec.template.spec.containers[0].imagePullPolicy: found "Never", expected IfNotPresent or Always. Set imagePullPolicy to IfNotPresent.',
  ]);
  expect(messages('images/pull-policy', never({ 'unifyops.dev/images': 'any' }))).toEqual([]);
});

test.each([
  ['k8s.gcr.io/pause', 'Take it from registry.k8s.io.'],
  ['bitnami/postgresql', "Take the program's own image."],
  ['docker.io/bitnamilegacy/redis', "Take the program's own image."],
  ['registry.k8s.io/ingress-nginx/controller', 'Move to Traefik or the Gateway API.'],
  ['grafana/promtail', 'Move to Grafana Alloy.'],
])('%s gets no more updates', (repository, repair) => {
  const tree = broken('Deployment/shop-cart-api', (object) => {
    object.spec.template.spec.containers[0].image = `${repository}:1.0`;
  });
  expect(messages('images/maintained', tree)).toEqual([
    `${path}: found "${repository}", expected a source that is kept up. ${repair}`,
  ]);
});
