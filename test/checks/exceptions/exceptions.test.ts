import { describe, expect, test } from '@jest/globals';
import { judgeTree } from '../../../lib/checks/index.ts';
import { faultMessage } from '../../../lib/model/fault.ts';
import { broken, goodTree, invariant, type Loose } from '../good-tree.ts';

const key = 'unifyops.dev/exceptions';
const today = '2026-11-21';
const path = `[prod/shop-cart/Deployment.shop-cart-api.yaml] metadata.annotations["${key}"]`;

/** The api on its node's network, with these lines of exceptions. */
const withLines = (...lines: readonly string[]) =>
  broken('Deployment/shop-cart-api', (object) => {
    object.metadata.annotations[key] = lines.join('\n');
    object.spec.template.spec.hostNetwork = true;
  });
const judge = (tree: Loose) => {
  const { faults, exceptions } = judgeTree(tree, { today });
  return { faults: faults.map(faultMessage), exceptions };
};

describe('an exception', () => {
  test('takes the faults of its rule away from its object, and is told with its reason', () => {
    const { faults, exceptions } = judge(
      withLines('', '  pod/host-namespaces until 2026-11-21: the meter counts packets of its node'),
    );
    expect(faults).toEqual([]);
    expect(exceptions).toEqual([
      {
        rule: 'pod/host-namespaces',
        until: '2026-11-21',
        reason: 'the meter counts packets of its node',
        file: 'prod/shop-cart/Deployment.shop-cart-api.yaml',
        object: 'Deployment uo-prod/shop-cart-api',
        faults: [expect.objectContaining({ path: 'spec.template.spec.hostNetwork' })],
      },
    ]);
  });

  test('leaves the same fault of another object alone', () => {
    const tree = new Map(withLines('pod/host-namespaces until 2027-01-01: a reason'));
    const other = tree.get('prod/shop-cart/StatefulSet.shop-cart-db.yaml') as Loose;
    other.spec.template.spec.hostPID = true;
    expect(judge(tree).faults).toEqual([
      expect.stringContaining('[prod/shop-cart/StatefulSet.shop-cart-db.yaml] spec.template.spec.hostPID'),
    ]);
  });

  test('is a fault from the day after its last one, and the fault that it excused is back', () => {
    expect(judge(withLines('pod/host-namespaces until 2026-11-20: a reason')).faults).toEqual([
      '[prod/shop-cart/Deployment.shop-cart-api.yaml] spec.template.spec.hostNetwork: found true, expected false or absent. Remove the field.',
      `${path}: found pod/host-namespaces until 2026-11-20, expected a day to come. Mend what it excuses, or give it a new day and the reason for it.`,
    ]);
  });

  test('that excuses nothing is a fault', () => {
    expect(
      judge(withLines('pod/host-namespaces until 2027-01-01: a reason', 'pod/privileged until 2027-01-01: a reason'))
        .faults,
    ).toEqual([
      `${path}: found pod/privileged, which the object keeps, expected a rule that it breaks. Remove the line.`,
    ]);
  });

  test.each([
    ['pod/host-namespaces', 'found "pod/host-namespaces", expected rule, day and reason'],
    [
      'pod/host-namespaces until 2027-02-30: a reason',
      'found "pod/host-namespaces until 2027-02-30: a reason", expected rule, day and reason',
    ],
    [
      'pod/host-namespaces until 2027-01-01:',
      'found "pod/host-namespaces until 2027-01-01:", expected rule, day and reason',
    ],
    ['pod/hostnamespaces until 2027-01-01: a reason', 'found pod/hostnamespaces, expected the id of a rule'],
    [
      'schema/known-fields until 2027-01-01: a reason',
      'found schema/known-fields, expected a rule that an object may be excused from',
    ],
  ])('%s is none', (line, message) => {
    const { faults, exceptions } = judge(withLines(line));
    expect(faults).toContain(
      `${path}: ${message}. Write each line of ${key} as "<rule> until <year-month-day>: <reason>".`,
    );
    expect(exceptions).toEqual([]);
  });

  test('of a rule that is not asked is not judged', () => {
    const tree = withLines('pod/host-namespaces until 2027-01-01: a reason');
    expect(judgeTree(tree, { today, invariants: [invariant('naming/unique')] })).toEqual({
      faults: [],
      exceptions: [],
    });
  });

  test('is judged by the day of today where none is given', () => {
    expect(judgeTree(withLines('pod/host-namespaces until 9999-01-01: a reason')).faults).toEqual([]);
    expect(judgeTree(goodTree())).toEqual({ faults: [], exceptions: [] });
  });
});

test('each kind of mistake in an exception has a rule of its own', () => {
  const ids = (...lines: readonly string[]) =>
    judgeTree(withLines(...lines), { today }).faults.map((fault) => fault.rule);
  expect(ids('x')).toContain('exceptions/valid');
  expect(ids('pod/host-namespaces until 2026-01-01: a reason')).toContain('exceptions/current');
  expect(ids('pod/privileged until 2027-01-01: a reason')).toContain('exceptions/needed');
});
