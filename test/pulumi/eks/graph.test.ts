import { describe, expect, test } from '@jest/globals';
import { cloudFaults } from '../../../lib/cloud/invariants/index.ts';
import { faultMessage } from '../../../lib/model/index.ts';
import { collect } from './collect.ts';
import { planOn, presets } from './presets.ts';

// everything that `pulumi up` would ask an account for
describe.each(Object.entries(presets))('a %s cluster', (_, props) => {
  test('keeps every invariant', async () => {
    const { graph } = await collect(planOn(props));
    expect(cloudFaults(graph).map(faultMessage)).toEqual([]);
  });
});
