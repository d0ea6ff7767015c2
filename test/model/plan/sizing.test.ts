import { describe, expect, test } from '@jest/globals';
import { sizesOf } from '../../../lib/model/plan/sizing.ts';
import { workloadWith } from './plan-of.ts';

const tiny = { requests: { cpu: '10m', memory: '32Mi' }, limits: { cpu: '100m', memory: '64Mi' } };

test('a size means what the environment says, else the default', () => {
  expect(workloadWith({}).resources).toEqual(sizesOf({}).small);
  expect(workloadWith({ resources: 'large' }).resources.requests).toEqual({ cpu: '500m', memory: '1Gi' });
  expect(workloadWith({}, { sizes: { small: tiny } }).resources).toEqual(tiny);
  expect(workloadWith({ resources: 'medium' }, { sizes: { small: tiny } }).resources).toEqual(sizesOf({}).medium);
});

test('resources in full are taken as they are, a request at its limit too', () => {
  const resources = { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1000m', memory: '1024Mi' } };
  expect(workloadWith({ resources }).resources).toEqual(resources);
});

describe('the default sizes', () => {
  test.each(['small', 'medium', 'large'] as const)('%s asks for no more than its limit', (size) => {
    expect(() => workloadWith({ resources: size })).not.toThrow();
  });
});
