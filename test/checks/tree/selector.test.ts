import { expect, test } from '@jest/globals';
import { fromLabels, matches } from '../../../lib/checks/tree/selector.ts';

const labels = { app: 'api', tier: 'web' };
const expression = (operator: string, key: string, values?: readonly string[]) => ({
  matchExpressions: [{ key, operator, values }],
});

test.each([
  ['an empty selector', {}, true],
  ['an absent one', undefined, true],
  ['all of its labels', { matchLabels: { app: 'api', tier: 'web' } }, true],
  ['one of two labels', { matchLabels: { app: 'api', tier: 'db' } }, false],
  ['In with the value', expression('In', 'app', ['api', 'x']), true],
  ['In without the value', expression('In', 'app', ['x']), false],
  ['In of a label that is not there', expression('In', 'zone', ['x']), false],
  ['NotIn with the value', expression('NotIn', 'app', ['api']), false],
  ['NotIn without the value', expression('NotIn', 'app', ['x']), true],
  ['NotIn of a label that is not there', expression('NotIn', 'zone', ['x']), true],
  ['Exists', expression('Exists', 'app'), true],
  ['Exists of a label that is not there', expression('Exists', 'zone'), false],
  ['DoesNotExist', expression('DoesNotExist', 'app'), false],
  ['DoesNotExist of a label that is not there', expression('DoesNotExist', 'zone'), true],
  ['an operator that Kubernetes does not have', expression('Equals', 'app', ['api']), false],
  [
    'labels that fit and an expression that does not',
    { matchLabels: { app: 'api' }, ...expression('Exists', 'zone') },
    false,
  ],
  ["a Service's plain labels", fromLabels({ app: 'api' }), true],
])('%s selects: %j → %s', (_, selector, expected) => {
  expect(matches(selector, labels)).toBe(expected);
});
