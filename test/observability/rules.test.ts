import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { maxBackupAgeHours } from '../../lib/observability/rules/backup-age.ts';
import type { Alert, Recording } from '../../lib/observability/rules/rule.ts';
import { ruleGroups } from '../../lib/observability/rules/rule-files.ts';
import { planOf } from '../model/plan/plan-of.ts';
import { stacks, watchedPlan } from './watched-tree.ts';

const rules = ruleGroups(watchedPlan()).flatMap((group) => group.rules);
const alerts = rules.filter((rule): rule is Alert => 'alert' in rule);
const recordings = rules.filter((rule): rule is Recording => 'record' in rule);
const runbooks = join(import.meta.dirname, '../../docs/runbooks');

describe('every alert', () => {
  test.each(alerts.map((alert) => [alert.alert, alert] as const))(
    '%s says what, how bad, what to do and where to look',
    (name, alert) => {
      const { summary, description, runbook_url, dashboard_url } = alert.annotations;
      expect(['critical', 'warning', 'info']).toContain(alert.labels.severity);
      expect(alert.labels.environment).toBe('prod');
      for (const text of [summary, description]) expect(text.length).toBeGreaterThan(10);
      expect(runbook_url).toBe(`https://git.example/shop/docs/runbooks/${name}.md`);
      expect(existsSync(join(runbooks, `${name}.md`))).toBe(true);
      expect(dashboard_url).toMatch(/^https:\/\/grafana\.shop\.example\/d\/\S+/);
    },
  );

  test('has its page of the runbook, and no page is without its alert', () => {
    const pages = readdirSync(runbooks).filter((file) => file !== 'README.md');
    const all = [...new Set([...alerts.map(({ alert }) => alert), 'CertificateExpiring'])];
    expect(pages.sort()).toEqual(all.map((alert) => `${alert}.md`).sort());
  });
});

test('no alert speaks of control-plane parts that k3s and EKS hide', () => {
  expect(JSON.stringify(alerts)).not.toMatch(/scheduler|controller-manager|etcd/i);
});

describe('promises', () => {
  const objectives = recordings.filter(({ record }) => record === 'job:slo:objective');

  test('of the environment hold for every workload with request metrics, and for no worker', () => {
    expect(objectives.map(({ labels }) => labels?.slo)).toEqual(['availability', 'success', 'latency']);
    for (const { expr } of objectives) {
      expect(expr).toContain('shop-cart/api|shop-cart/service|shop-search/search');
      expect(expr).not.toContain('mailer');
    }
  });

  test('of a workload replace the one that they name, and leave the others', () => {
    const [cart, search, ...others] = stacks;
    const workloads = { search: { ...search!.workloads.search, slo: { success: 99.95 } } };
    const plan = watchedPlan();
    const changed = planOf({ environment: plan.environment, stacks: [cart!, { ...search!, workloads }, ...others] });
    const success = ruleGroups(changed)
      .flatMap((group) => group.rules)
      .find((rule) => 'record' in rule && rule.record === 'job:slo:objective' && rule.labels?.slo === 'success');
    expect(success?.expr).toBe(
      '(job:up:max{job=~"shop-cart/api|shop-cart/service"} * 0 + 0.995) or (job:up:max{job=~"shop-search/search"} * 0 + 0.9995)',
    );
  });

  test('are watched over short and long windows, as the SRE workbook has them', () => {
    const burning = alerts.filter(({ alert }) => alert === 'SloErrorBudgetBurn');
    expect(
      burning.map(
        ({ labels, expr }) => `${labels.window} ${labels.severity} ${/> on \([^)]*\) ([\d.]+)/.exec(expr)?.[1]}`,
      ),
    ).toEqual(['1h critical 14.4', '6h critical 6', '1d warning 3', '3d warning 1']);
  });
});

test('rules grow with kinds of promises, and not with the number of stacks', () => {
  const many = Array.from({ length: 20 }, (_, index) => ({ ...stacks[1]!, name: `search-${index}` }));
  const plan = planOf({
    environment: watchedPlan().environment,
    stacks: many.map((one) => ({
      ...one,
      workloads: { api: { ports: { http: 8080 }, metrics: { port: 'http', convention: 'seed' as const } } },
    })),
  });
  const count = ruleGroups(plan).flatMap((group) => group.rules).length;
  expect(count).toBeLessThanOrEqual(rules.length);
});

test.each([
  ['30 2 * * *', 26],
  ['0 3 * * 0', 170],
  ['0 3 1 * *', 746],
])('a backup by %s is too old after %i hours', (schedule, hours) => {
  expect(maxBackupAgeHours(schedule)).toBe(hours);
});
