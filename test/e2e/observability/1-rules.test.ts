import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dump, load } from 'js-yaml';
import type { Environment } from '../../../lib/model/index.ts';
import { only, readPlatform, renderTree } from '../harness/platform.ts';
import { createWorkspace, type Workspace } from '../harness/workspace.ts';
import type { Case } from './cases/case.ts';
import { otherCases } from './cases/others.ts';
import { requestCases } from './cases/requests.ts';
import { workloadCases } from './cases/workloads.ts';
import { coldBuild, type PodFile, podFiles, said, writeFiles } from './rendered.ts';
import { prometheusFile, promtoolPath } from './world/prometheus.ts';

/** Every alert against the promtool that would load it: a world in which it fires, and one in which it must not. */
const cases: readonly Case[] = [...requestCases, ...workloadCases, ...otherCases];
const watched = ['dev', 'staging', 'prod'] as const;
let workspace: Workspace;
let promtool = '';
const folderOf = (environment: string) => workspace.sub(environment);
const rulesOf = (environment: string) => join(folderOf(environment), 'etc/prometheus-rules');

beforeAll(async () => {
  promtool = await promtoolPath();
  workspace = createWorkspace();
  const tree = renderTree(await readPlatform());
  for (const environment of watched) writePod(folderOf(environment), podFiles(tree, environment, 'prometheus'));
}, coldBuild);
afterAll(() => workspace?.remove());

test.each(watched)('promtool accepts the whole configuration of %s', async (environment) => {
  const folder = folderOf(environment);
  const { ok, text } = await said(promtool, ['check', 'config', join(folder, prometheusFile)]);
  expect(ok ? '' : text).toBe('');
  expect(text).toContain(`${readdirSync(rulesOf(environment)).length} rule files found`);
});

test.each(watched)('promtool accepts every rule of %s', async (environment) => {
  const files = readdirSync(rulesOf(environment)).map((file) => join(rulesOf(environment), file));
  const { ok, text } = await said(promtool, ['check', 'rules', ...files]);
  expect(text).not.toMatch(/FAILED|duplicate/);
  expect(ok).toBe(true);
});

test('promtool accepts what the Operator is given', async () => {
  const tree = renderTree(only(await readPlatform(), 'dev', operated));
  const file = join(folderOf('operator'), 'rules.yaml');
  writeFileSync(file, dump(tree.get('dev/observability/PrometheusRule.unifyops.yaml')?.spec));
  const { ok, text } = await said(promtool, ['check', 'rules', file]);
  expect(text).not.toMatch(/FAILED|duplicate/);
  expect(ok).toBe(true);
});

test('every alert has a world in which it fires and, but for the watchdog, one in which it must not', () => {
  const names = [...new Set(alertsOf('dev').map(({ alert }) => alert))].sort();
  const firing = new Set(cases.filter(({ fires }) => fires > 0).map(({ alert }) => alert));
  const silent = new Set(cases.filter(({ fires }) => fires === 0).map(({ alert }) => alert));
  expect([...firing].sort()).toEqual(names);
  expect([...silent, 'Watchdog'].sort()).toEqual(names);
  expect(cases.filter(({ trap }) => trap !== undefined).length).toBeGreaterThanOrEqual(3);
});

describe('promtool evaluates the rendered rules of dev', () => {
  test.each(
    cases.map((one) => [`${one.alert} ${one.fires > 0 ? 'fires' : 'keeps silent'}: ${one.name}`, one] as const),
  )('%s', async (_, { alert, series, at, fires }) => {
    const file = join(folderOf('dev'), 'test.yaml');
    writeFileSync(
      file,
      dump({
        rule_files: filesOf(alert),
        evaluation_interval: '1m',
        tests: [
          {
            interval: '1m',
            input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
            promql_expr_test: [
              {
                expr: `count(ALERTS{alertname="${alert}", alertstate="firing"}) or vector(0)`,
                eval_time: at,
                exp_samples: [{ labels: '{}', value: fires }],
              },
            ],
          },
        ],
      }),
    );
    const { ok, text } = await said(promtool, ['test', 'rules', file]);
    expect(ok ? '' : text).toBe('');
  });
});

/** What Prometheus' container has: its files, and the token of its ServiceAccount. Paths of the container are paths below the folder. */
function writePod(folder: string, files: readonly PodFile[]): void {
  const serviceAccount = '/var/run/secrets/kubernetes.io/serviceaccount';
  const account = ['token', 'ca.crt'].map((name) => ({ path: `${serviceAccount}/${name}`, content: 'a secret' }));
  writeFiles(folder, [...files, ...account], (text) => text.replaceAll(/(?<=\s|')(?=\/(etc|var)\/)/g, folder));
}

/** The files that an alert needs: its own, and for promises the requests that they are made of. All of them would take minutes. */
function filesOf(alert: string): readonly string[] {
  const folder = rulesOf('dev');
  const own = readdirSync(folder).filter((file) =>
    readFileSync(join(folder, file), 'utf8').includes(`alert: ${alert}\n`),
  );
  return [...own, ...(own.includes('slo.yaml') ? ['requests.yaml'] : [])].map((file) => join(folder, file));
}

/** An environment whose Prometheus an Operator runs, in a namespace of its own. */
function operated(environment: Environment): Environment {
  const scraper = { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'prometheus' } };
  const { cluster, observability } = environment;
  return {
    ...environment,
    cluster: { ...cluster, capabilities: { ...cluster.capabilities, scraper } },
    observability: { ...observability!, flavour: 'operator' },
  };
}

interface AlertRule {
  readonly alert: string;
}

function alertsOf(environment: string): readonly AlertRule[] {
  return readdirSync(rulesOf(environment)).flatMap((file) => {
    const { groups } = load(readFileSync(join(rulesOf(environment), file), 'utf8')) as {
      readonly groups: readonly { readonly rules: readonly Partial<AlertRule>[] }[];
    };
    return groups.flatMap(({ rules }) =>
      rules.flatMap((rule) => (rule.alert === undefined ? [] : [rule as AlertRule])),
    );
  });
}
