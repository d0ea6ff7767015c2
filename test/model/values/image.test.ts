import { describe, expect, test } from '@jest/globals';
import {
  digestProblem,
  imageReference,
  isMovingTag,
  registryProblem,
  repositoryProblem,
  tagProblem,
} from '../../../lib/model/values/image.ts';

const digest = `sha256:${'a'.repeat(64)}`;

test('an image is named by registry, repository, tag and digest', () => {
  expect(imageReference('registry.example/shop', 'cart/api', { tag: '1.2', digest })).toBe(
    `registry.example/shop/cart/api:1.2@${digest}`,
  );
  expect(imageReference('localhost:5001', 'cart/api', { tag: 'latest' })).toBe('localhost:5001/cart/api:latest');
});

describe.each([
  {
    rule: 'a repository',
    problem: repositoryProblem,
    good: ['api', 'identity/auth-api', 'a_b/c.d/e--f'],
    bad: ['', 'Identity/api', 'api:1', 'localhost:5001/api', '/api', 'api/', 'a//b', `api@${digest}`],
  },
  {
    rule: 'a registry',
    problem: registryProblem,
    good: ['localhost', 'localhost:5001', 'harbor.example.com/unifyops', '123.dkr.ecr.eu-west-1.amazonaws.com/a/b'],
    bad: ['', 'https://harbor.example.com', 'harbor.example.com/', 'Harbor.example.com', 'a b', 'localhost:x'],
  },
  {
    rule: 'a tag',
    problem: tagProblem,
    good: ['1', 'sha-1f2e3d4', '_a', 'v1.2_rc.1', 'a'.repeat(128)],
    bad: ['', '.a', '-a', 'a b', 'a/b', 'a:b', 'a'.repeat(129)],
  },
  {
    rule: 'a digest',
    problem: digestProblem,
    good: [digest],
    bad: ['', 'a'.repeat(64), `sha256:${'a'.repeat(63)}`, `sha256:${'A'.repeat(64)}`, `sha512:${'a'.repeat(64)}`],
  },
])('$rule', ({ problem, good, bad }) => {
  test.each(good)('"%s" is one', (text) => expect(problem(text)).toBeUndefined());
  test.each(bad)('"%s" is none', (text) => expect(problem(text)).toEqual(expect.any(String)));
});

test('a tag that moves is latest, alone or of an environment', () => {
  expect(['latest', 'dev-latest', 'dev.latest', 'dev_latest'].every(isMovingTag)).toBe(true);
  expect(['latest-1', 'notlatest', '1.2', 'sha-1f2e3d4'].some(isMovingTag)).toBe(false);
});
