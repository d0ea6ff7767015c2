import { expect, test } from '@jest/globals';
import { invariants, judgeTree } from '../../lib/checks/index.ts';
import { modestRequests } from '../../rules/index.ts';
import { withWorkload } from '../fixtures/base.ts';
import { renderedStacks } from './rendered.ts';

const amounts = { cpu: '3', memory: '1Gi' };
const exception = {
  rule: 'own/modest-requests',
  of: 'search',
  kind: 'Deployment',
  until: '2027-03-01',
  reason: 'the index is built in memory',
};
const { until } = exception;

/** A search that asks for more than the platform's own rule allows, judged on a day. */
function judged(today: string, environments?: readonly string[]) {
  const exceptions = [environments === undefined ? exception : { ...exception, environments }];
  const props = { resources: { requests: amounts, limits: amounts } };
  const tree = renderedStacks([withWorkload(props, { exceptions })]);
  return judgeTree(tree, { invariants: [...invariants, modestRequests], today });
}

test('an exception that a stack declares excuses its object, and is told with its reason', () => {
  const { faults, exceptions } = judged(until);
  expect(faults).toEqual([]);
  expect(exceptions.map(({ rule, object, reason }) => ({ rule, object, reason }))).toEqual([
    {
      rule: 'own/modest-requests',
      object: 'Deployment shop-prod/shop-search',
      reason: exception.reason,
    },
  ]);
});

test('past its last day it is a fault', () => {
  expect(judged('2027-03-02').faults.map(({ rule }) => rule)).toEqual(['own/modest-requests', 'exceptions/current']);
});

test('in an environment that it does not name, the rule holds', () => {
  expect(judged(until, ['dev']).faults.map(({ rule }) => rule)).toEqual(['own/modest-requests']);
  expect(judged(until, ['dev', 'prod']).faults).toEqual([]);
});
