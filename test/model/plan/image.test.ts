import { describe, expect, test } from '@jest/globals';
import type { Release, Stack } from '../../../lib/model/index.ts';
import { withWorkload } from '../../fixtures/base.ts';
import { environmentWith, faultsOf, planOf, workloadIn } from './plan-of.ts';

const stack = (domain: string, name: string, part: string): Stack => ({ domain, name, workloads: { [part]: {} } });

describe('an image is named by its stack and its workload', () => {
  test.each([
    ['identity/auth-api', stack('identity', 'auth', 'api')],
    ['operations/core-go', stack('operations', 'core-go', 'core-go')],
  ])('%s', (repository, one) => {
    const plan = planOf({ stacks: [one], environment: environmentWith({ images: 'any' }), releases: {} });
    const [workload] = plan.applications[0]?.workloads ?? [];
    expect(workload).toMatchObject({ image: `registry.example/shop/${repository}:latest`, version: 'latest' });
  });

  test('or by a name of its own', () => {
    const plan = planOf({ stacks: [withWorkload({ image: 'vendor/engine' })] });
    expect(workloadIn(plan, 'shop/search/search').image).toMatch('registry.example/shop/vendor/engine:');
  });
});

describe('an environment says how exactly an image must be named', () => {
  const digest = `sha256:${'1'.repeat(64)}`;
  const count = (images: 'any' | 'tag' | 'digest', release?: Release) => {
    const releases = release ? { 'shop/search': { search: release } } : {};
    return faultsOf({ stacks: [withWorkload({})], environment: environmentWith({ images }), releases }).length;
  };

  test.each<[Release | undefined, number, number, number]>([
    [undefined, 0, 1, 1],
    [{ tag: 'latest' }, 0, 1, 2],
    [{ tag: 'prod-latest', digest }, 0, 1, 1],
    [{ tag: '1.2' }, 0, 0, 1],
    [{ tag: '1.2', digest }, 0, 0, 0],
  ])(
    '%j has %d faults where anything goes, %d where a tag and %d where a digest is asked for',
    (release, ...faults) => {
      expect([count('any', release), count('tag', release), count('digest', release)]).toEqual(faults);
    },
  );
});
