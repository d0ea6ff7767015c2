import { expect, test } from '@jest/globals';
import { solve } from '../../../lib/checks/traffic/index.ts';
import { FaultsError } from '../../../lib/model/fault.ts';
import type { KubeObject } from '../../../lib/render/tree.ts';
import fc from '../../random.ts';
import { cluster } from './arbitrary.ts';

const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    0,
    -1,
    1.5,
    1e9,
    '',
    '80',
    'a b',
    '10.0.0.0',
    '::/129',
    true,
    [],
    {},
    [null],
    [[]],
    [{}],
    { matchLabels: 1 },
    { key: [] },
  ),
  fc.jsonValue(),
);

/** The value with whatever stands at a random place in it replaced. */
function spoiled(value: unknown, steps: readonly number[], by: unknown): unknown {
  const [step, ...more] = steps;
  if (step === undefined || typeof value !== 'object' || value === null) return by;
  const keys = Object.keys(value);
  if (keys.length === 0) return by;
  const key = keys[step % keys.length]!;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  (copy as Record<string, unknown>)[key] = spoiled((value as Record<string, unknown>)[key], more, by);
  return copy;
}

test('whatever stands in a manifest is either read or refused with faults, never a crash', () => {
  fc.assert(
    fc.property(cluster, fc.array(fc.nat({ max: 9 }), { maxLength: 9 }), junk, (objects, steps, by) => {
      const spoilt = spoiled(objects, [steps.length, ...steps], by);
      try {
        const connections = solve((Array.isArray(spoilt) ? spoilt : []) as KubeObject[]);
        connections.list();
        connections.as({ reading: 'permissive' }).outside();
      } catch (error) {
        expect(error).toBeInstanceOf(FaultsError);
      }
    }),
    { numRuns: 2000 },
  );
});
