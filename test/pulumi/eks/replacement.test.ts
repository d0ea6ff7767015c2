import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Effects, effectsOf } from '../../../lib/cloud/effects.ts';
import type { CloudGraph } from '../../../lib/cloud/graph.ts';
import { replaceTriggers } from '../../../lib/cloud/replace-triggers.ts';
import type { EksProps } from '../../../lib/model/environment/clusters/eks-props.ts';
import type { Stack } from '../../../lib/model/index.ts';
import { collect } from './collect.ts';
import { planOn, presets, shop } from './presets.ts';

const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'clusters', 'eks.md'), 'utf8');
const base = { types: ['m6i.large', 'm6a.large', 'm5.large'], min: 2, max: 4 };
const withDatabase = (props: object): readonly Stack[] =>
  shop.map((stack) =>
    stack.databases ? { ...stack, databases: { postgres: { ...stack.databases.postgres, ...props } } } : stack,
  );

/** What each row of the page means. */
const changes: Readonly<Record<string, EksProps | readonly Stack[]>> = {
  version: { version: '1.37' },
  publicEndpoint: { publicEndpoint: ['203.0.113.0/24'] },
  admins: { admins: ['arn:aws:iam::123456789012:role/admins'] },
  logDays: { logDays: 90 },
  'nodes: min and max': { nodes: { base: { ...base, min: 3, max: 9 } } },
  'nodes: diskGi': { nodes: { base: { ...base, diskGi: 100 } } },
  'nodes: labels and taints': { nodes: { base: { ...base, labels: { team: 'a' } } } },
  'nodes: types': { nodes: { base: { ...base, types: ['m6i.xlarge'] } } },
  'nodes: a further pool': { nodes: { base, spot: { general: general(), batch: general() } } },
  'nodes: sshKey': { nodes: { sshKey: true } },
  'databases: classes, multiAz, backupDays': {
    databases: { classes: { large: 'db.m7g.large' }, multiAz: [], backupDays: 14 },
  },
  "a stack's sizeGi": withDatabase({ sizeGi: 100 }),
  "a stack's version of PostgreSQL": withDatabase({ version: '16' }),
  nat: { nat: 'one' },
  endpoints: { endpoints: ['s3'] },
  waf: { waf: true },
  budget: { budget: { monthlyUsd: 100, emails: ['a@shop.example'] } },
  'zones: one less': { zones: ['eu-west-2a', 'eu-west-2b'] },
  tags: { tags: { owner: 'others', costCentre: 'cc-2' } },
  disposable: { disposable: true },
  dns: { dns: { zone: 'example' } },
  serviceCidr: { serviceCidr: '172.21.0.0/16' },
  cidr: { cidr: '10.8.0.0/16' },
  name: { name: 'another' },
};

function general() {
  return { types: ['m6i.large', 'm6a.large', 'm5.large', 'm5a.large', 'm7i.large'], min: 0, max: 6 };
}

const images = {
  postgres: {
    16: `registry.example/postgres:16@sha256:${'6'.repeat(64)}`,
    17: `registry.example/postgres:17@sha256:${'7'.repeat(64)}`,
  },
};
let before: CloudGraph;
beforeAll(async () => {
  ({ graph: before } = await collect(planOn({}, shop, {}, images)));
});

/** The rows of the page's table. */
const rows = [...page.matchAll(/^\| `?([^|`]+)`? \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$/gm)]
  .map(
    ([, change = '', made = '', changed = '', replaced = '']) =>
      [change.trim(), made.trim(), changed.trim(), replaced.trim()] as const,
  )
  .filter(([change]) => change in changes);

test('the page has a row for every change, and no other', () => {
  expect(rows.map(([change]) => change)).toEqual(Object.keys(changes));
});

test('of every kind of resource, it is known what AWS can not change', async () => {
  const { graph } = await collect(planOn(presets.large));
  const kinds = new Set(graph.resources.map(({ type }) => type).filter((type) => type.startsWith('aws:')));
  expect([...kinds].filter((type) => !(type in replaceTriggers))).toEqual([]);
  expect(Object.keys(replaceTriggers).filter((type) => !kinds.has(type))).toEqual([]);
});

describe('a change does what the page says', () => {
  test.each(rows)('%s', async (change, made, changed, replaced) => {
    const after = changes[change]!;
    const plan = Array.isArray(after)
      ? planOn({}, after as readonly Stack[], {}, images)
      : planOn(after as EksProps, shop, {}, images);
    const effects = effectsOf(before, (await collect(plan)).graph);
    expect(cells(effects)).toEqual([made, changed, replaced]);
  });
});

/** More kinds than anybody reads are everything. */
function cells({ made, removed, changed, replaced }: Effects): readonly string[] {
  const both = removed.filter((kind) => made.includes(kind));
  const words = (kinds: readonly string[]) => (kinds.length > 15 ? 'everything' : kinds.join(', ') || '-');
  const only = [
    ...made.filter((kind) => !both.includes(kind)).map((kind) => `+${kind}`),
    ...removed.filter((kind) => !both.includes(kind)).map((kind) => `-${kind}`),
  ];
  const anew = [...new Set([...replaced, ...both])].sort();
  return [words(only), words(changed), words(anew)];
}
