import { describe, expect, test } from '@jest/globals';
import type { Loose } from '../../good-tree.ts';
import { when, whenFrom } from '../found.ts';

const api = 'Deployment/shop-cart-api';
const at = '[Deployment.shop-cart-api.yaml] spec.template.spec.containers[0]';
const container = (change: (value: Loose) => void) => (object: Loose) =>
  change(object.spec.template.spec.containers[0]);
const digest = `sha256:${'b'.repeat(64)}`;

describe('requests and limits', () => {
  const id = 'capacity/resources';
  const words =
    'Beyond its limit a container is throttled or killed, and a node promises it no more than its request. Look at what it used at its highest, with room to spare.';

  test('must not fall unseen', () => {
    const messages = when(
      id,
      api,
      container(({ resources }) => {
        resources.requests.cpu = '0.05';
        resources.limits.memory = '128Mi';
      }),
    );
    expect(messages).toEqual([
      `${at}.resources.requests["cpu"]: falls from "100m" to "0.05". ${words}`,
      `${at}.resources.limits["memory"]: falls from "256Mi" to "128Mi". ${words}`,
    ]);
  });

  test('must not be taken away, if a request', () => {
    const messages = when(
      id,
      api,
      container((value) => {
        value.resources = {};
      }),
    );
    expect(messages).toEqual([
      `${at}.resources.requests["cpu"]: is removed, it was "100m". ${words}`,
      `${at}.resources.requests["memory"]: is removed, it was "128Mi". ${words}`,
    ]);
  });

  test('may rise, be written in another unit, or leave the request to the limit', () => {
    expect(
      when(
        id,
        api,
        container(({ resources }) => Object.assign(resources.requests, { cpu: 0.1, memory: '1Gi' })),
      ),
    ).toEqual([]);
    expect(
      when(
        id,
        api,
        container(({ resources }) => delete resources.requests),
      ),
    ).toEqual([]);
  });
});

describe('a probe', () => {
  const id = 'health/probe-goes';
  const keep = 'Keep the probe; change what it asks, or how long it waits.';

  test.each([
    ['livenessProbe', 'A pod that hangs is not started again.'],
    [
      'readinessProbe',
      'Requests reach a pod before it can answer, and a rollout goes on whether or not the new pods work.',
    ],
  ])('%s must not be removed', (probe, reason) => {
    expect(
      when(
        id,
        api,
        container((value) => delete value[probe]),
      ),
    ).toEqual([`${at}.${probe}: is removed. ${reason} ${keep}`]);
  });

  test('may change, and a container may go with its probes', () => {
    expect(
      when(
        id,
        api,
        container((value) => Object.assign(value.livenessProbe, { periodSeconds: 5 })),
      ),
    ).toEqual([]);
    expect(
      when(
        id,
        api,
        container((value) => Object.assign(value, { name: 'other', livenessProbe: undefined })),
      ),
    ).toEqual([]);
  });
});

describe('an image', () => {
  const image = (name: string) => container((value) => Object.assign(value, { image: name }));

  test('must not move to a tag that moves, or to none', () => {
    const words =
      'Two pods may run different programs under one tag, and no rollback brings the old one back. Name the release: a version or a commit.';
    expect(when('image/floating', api, image('a/b:latest'))).toEqual([`${at}.image: moves to "a/b:latest". ${words}`]);
    expect(when('image/floating', api, image('a/b'))).toEqual([`${at}.image: moves to "a/b". ${words}`]);
  });

  test('may go on with a tag that moves, or name a moving tag with its digest', () => {
    expect(whenFrom('image/floating', api, image('a/b:dev-latest'), image('a/b:latest'))).toEqual([]);
    expect(when('image/floating', api, image(`a/b:latest@${digest}`))).toEqual([]);
    expect(when('image/floating', api, image('a/b:2.0'))).toEqual([]);
  });

  test('must not lose its digest', () => {
    expect(when('image/digest-goes', api, image('a/b:2.0'))).toEqual([
      `${at}.image: becomes "a/b:2.0", without a digest. A tag can be pushed again; only a digest is the very image that was tested. Add the digest that the registry gave the tag: image:tag@sha256:….`,
    ]);
  });

  test('may have another digest; one that floats is told once', () => {
    expect(when('image/digest-goes', api, image(`a/b:2.0@${digest}`))).toEqual([]);
    expect(when('image/digest-goes', api, image('a/b:latest'))).toEqual([]);
    expect(whenFrom('image/digest-goes', api, image('a/b:1'), image('a/b:2'))).toEqual([]);
  });
});
