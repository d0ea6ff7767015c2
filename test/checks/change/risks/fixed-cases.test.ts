import { describe, expect, test } from '@jest/globals';
import { difference } from '../../../../lib/checks/change/index.ts';
import { folder } from '../found.ts';
import { fixedCases } from './fixed-cases.ts';

// A suite with a real API server holds the same cases to what it answers.
describe('a change that an API server', () => {
  test.each(fixedCases.map((each) => [each.refused ? 'refuses' : 'takes', each.name, each] as const))(
    '%s is told as such: %s',
    (_, __, { old, next, refused }) => {
      const { risks } = difference(folder(old), folder(next));
      expect(risks.filter(({ id }) => id.startsWith('immutable/')).length > 0).toBe(refused);
    },
  );
});
