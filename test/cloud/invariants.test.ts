import { beforeAll, describe, expect, test } from '@jest/globals';
import type { CloudGraph } from '../../lib/cloud/graph.ts';
import { cloudFaults, cloudInvariants } from '../../lib/cloud/invariants/index.ts';
import { aws } from '../../lib/cloud/types.ts';
import { faultMessage } from '../../lib/model/index.ts';
import { collect } from '../pulumi/eks/collect.ts';
import { planOn, presets } from '../pulumi/eks/presets.ts';
import { breaks } from './breaks.ts';
import { edit, set } from './change.ts';

let graph: CloudGraph;
beforeAll(async () => {
  ({ graph } = await collect(planOn(presets.large)));
});

test('there are more than forty invariants, each with a name of its own, a sentence and a reason', () => {
  expect(cloudInvariants.length).toBeGreaterThan(40);
  expect(new Set(cloudInvariants.map(({ id }) => id)).size).toBe(cloudInvariants.length);
  for (const { title, why } of cloudInvariants) expect(`${title} ${why}`).toMatch(/^[A-Z].*\. [A-Z].*\.$/);
});

describe('each invariant finds the mistake it is there for', () => {
  test.each(cloudInvariants.map(({ id, title }) => [id, title]))('%s: %s', (id) => {
    const change = breaks[id];
    if (!change) throw new Error(`no mistake in test/cloud/breaks.ts for ${id}`);
    const found = cloudFaults(change(graph)).map(({ path }) => path);
    expect(found).toContain(id);
  });
});

test('a fault says which resource, what it is, what it should be, and why', () => {
  const faults = cloudFaults(set(aws.database, { publiclyAccessible: true })(graph));
  expect(faults.map(faultMessage)).toEqual([
    '[Instance unifyops-prod-shop-orders-postgres] data/databases-private: found a public address, expected no database has a public address. Otherwise a password would be all that stands between the data and everybody.',
  ]);
});

test('protection may be missing where the data is disposable, or where the settings allow this update to replace', () => {
  const bare = edit(aws.database, /./, (resource) => ({ ...resource, protect: false }));
  expect(cloudFaults(bare(graph)).map(({ path }) => path)).toEqual(['data/protected']);
  const allowed = set(aws.component, { allowReplace: true });
  expect(cloudFaults(allowed(bare(graph)))).toEqual([]);
});
