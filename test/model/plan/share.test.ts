import { describe, expect, test } from '@jest/globals';
import { type Environment, k3s } from '../../../lib/model/index.ts';
import { sharingFaults } from '../../../lib/model/plan/share.ts';
import { environmentWith } from './plan-of.ts';

const runbooks = 'https://git.example/runbooks';
const watched = (namespace: string) => ({
  namespace,
  runbooks,
  slack: { secret: 'slack' },
  nodeCidrs: ['10.0.0.0/16'],
});
const dev = environmentWith({ name: 'dev', namespace: 'uo-dev', domain: 'dev.shop.example' });
const staging = (change: Partial<Environment>) =>
  environmentWith({
    ...{ name: 'staging', namespace: 'uo-staging', domain: 'staging.shop.example' },
    ...{ cluster: k3s({ of: 'dev' }), ...change },
  });
const shared = (change: Partial<Environment>, owner: Partial<Environment> = {}) =>
  sharingFaults([{ ...dev, ...owner }, staging(change)]).map(({ path, found, repair }) => [path, found, repair]);

describe('two environments of one cluster', () => {
  test('share it when each has its own names', () => {
    expect(shared({}, { observability: watched('observability') })).toEqual([]);
  });

  test('have a namespace each', () => {
    expect(shared({ namespace: 'uo-dev' })).toEqual([
      ['namespace', '"uo-dev", which dev has on the same cluster', 'Name another one, such as "uo-dev-staging".'],
    ]);
  });

  test('have a domain each', () => {
    expect(shared({ domain: 'dev.shop.example' })).toEqual([
      [
        'domain',
        '"dev.shop.example", which dev has on the same cluster',
        'Name another one, such as "staging.dev.shop.example".',
      ],
    ]);
  });

  test('are not watched from where the stacks of the other are', () => {
    expect(shared({ observability: watched('uo-dev') })[0]?.[0]).toBe('observability.namespace');
    expect(shared({ namespace: 'watching-nodes' }, { observability: watched('watching') })[0]?.[0]).toBe('namespace');
  });

  test('may have the same names on clusters of their own', () => {
    const other = environmentWith({ name: 'prod', namespace: dev.namespace, domain: dev.domain });
    expect(sharingFaults([dev, other])).toEqual([]);
  });

  test('are looked at before anybody knows whether they are environments at all', () => {
    const odd = [null, { name: 1 }, { name: 'a', cluster: null }, { name: 'b', namespace: 5, observability: 'x' }];
    expect(sharingFaults(odd as unknown as readonly Environment[])).toEqual([]);
  });
});
