import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadPlatform } from '../../lib/load/platform.ts';
import { readsOf } from '../../lib/observability/catalogue/query.ts';
import { expressionsOf, unknownNames, withRecordings } from '../../lib/observability/catalogue/unknown.ts';
import { dashboardsOf } from '../../lib/observability/dashboards/dashboards.ts';
import { ruleGroups } from '../../lib/observability/rules/rule-files.ts';
import { plansOf } from '../../lib/synth/plans.ts';
import { panelQueries } from './panel-queries.ts';
import { watchedPlan } from './watched-tree.ts';

/** Nobody may ask for a metric that nothing exposes: such an alert never fires, and such a panel stays empty. */
const plans = plansOf(await loadPlatform(join(import.meta.dirname, '../..'))).filter(
  ({ observability }) => observability,
);

test.each(plans.map((plan) => [plan.environment.name, plan] as const))(
  'in %s rules and dashboards use known metrics and labels',
  (_, plan) => {
    const groups = ruleGroups(plan);
    const panels = dashboardsOf(plan)
      .flatMap(panelQueries)
      .filter(({ source }) => source === 'metrics');
    expect(panels.length).toBeGreaterThan(100);
    expect(unknownNames([...expressionsOf(groups), ...panels], withRecordings(groups))).toEqual([]);
  },
);

describe('a wrong name is seen', () => {
  const catalogue = withRecordings(ruleGroups(watchedPlan()));
  const of = (expr: string) => unknownNames([{ owner: 'alert A', expr }], catalogue);

  test.each([
    ['sum(rate(app_request_total[5m]))', 'alert A: nothing exposes app_request_total'],
    ['rate(app_requests_total{code="500"}[5m])', 'alert A: app_requests_total has no label code'],
    ['sum by (service) (up)', 'alert A: none of its metrics has the label service'],
    ['job:slo:objective{quantile="0.5"}', 'alert A: job:slo:objective has no label quantile'],
  ])('%s', (expr, problem) => expect(of(expr)).toEqual([problem]));

  test('and a right one is not', () => {
    expect(of('histogram_quantile(0.95, sum by (job, le) (rate(app_request_latency_seconds_bucket[5m])))')).toEqual([]);
  });
});

test('words in strings, durations and functions are no metrics', () => {
  const { metrics, groupings } = readsOf(
    'label_replace(up{job="a or b"} offset 5m, "x", "$1", "job", "(.+)") and on (job) vector(1)',
  );
  expect(metrics.map(({ name }) => name)).toEqual(['up']);
  expect(groupings).toEqual(['job']);
});
