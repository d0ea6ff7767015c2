import { describe, expect, test } from '@jest/globals';
import type { Platform } from '../../lib/load/platform.ts';
import { FaultsError, threeTier } from '../../lib/model/index.ts';
import { plansOf } from '../../lib/synth/index.ts';
import { platform } from './platform.ts';

/** Owner and found of every fault that planning throws. */
function faultsOf(changed: Platform): readonly string[] {
  try {
    plansOf(changed);
    return [];
  } catch (error) {
    if (!(error instanceof FaultsError)) throw error;
    return error.faults.map(({ owner, found }) => `${owner}: ${found}`);
  }
}

describe('the plans of a platform', () => {
  test('are one for each environment, in their order', () => {
    expect(plansOf(platform).map(({ environment }) => environment.name)).toEqual(['dev', 'local', 'prod']);
  });

  test('tell a mistake of a stack once, though every environment sees it', () => {
    const stacks = [...platform.stacks, { ...threeTier({ domain: 'shop', name: 'cart' }), colour: 'red' }];
    expect(faultsOf({ ...platform, stacks })).toEqual(['shop/cart: the unknown key "colour"']);
  });

  test('tell the mistakes of every environment together', () => {
    const environments = platform.environments.map((environment) => ({ ...environment, stacks: ['web/flask'] }));
    expect(faultsOf({ ...platform, environments })).toEqual(
      ['dev', 'local', 'prod'].map((name) => `environment ${name}: the unknown stack "web/flask"`),
    );
  });

  test('tell a release file that can not be read beside the mistakes of stacks', () => {
    const fault = { owner: 'dev.yaml', path: '', found: 'no file', expected: 'one', repair: 'Make it.' };
    const stacks = [...platform.stacks, { ...threeTier({ domain: 'shop', name: 'cart' }), colour: 'red' }];
    const unreadable = new Map([['dev', [fault]]]);
    expect(faultsOf({ ...platform, stacks, unreadable })).toEqual([
      'dev.yaml: no file',
      'shop/cart: the unknown key "colour"',
    ]);
  });
});
