import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Plan } from '../../../lib/model/index.ts';
import { dashboardsOf } from '../../../lib/observability/dashboards/dashboards.ts';
import { plansOf } from '../../../lib/synth/plans.ts';
import { choices, panelQueries } from '../../observability/panel-queries.ts';
import { requireCommands } from '../harness/packages.ts';
import { only, readPlatform } from '../harness/platform.ts';
import { say } from '../harness/say.ts';
import { waitFor } from '../harness/wait.ts';
import { coldBuild } from './rendered.ts';
import { alertsAt, fireAt, type HeldAlert } from './world/alerts.ts';
import type { SlackMessage } from './world/slack.ts';
import { startWorld, type World } from './world/world.ts';

/** A workload has errors; a person reads of it in Slack, and every panel of every dashboard shows something. */
/** How long panels are waited for. */
const patience = { seconds: 150, everyMs: 1000 };

describe.each(['dev', 'staging', 'prod'])('in %s', (name) => {
  let plan: Plan;
  let world: World;
  let driving = true;
  const query = (expr: string) => ask(world.prometheus, expr);
  const messageAbout = (title: string) =>
    waitFor(`the message about ${title}`, { seconds: 120 }, async () =>
      world.slack.messages().find((message) => message.title.includes(title)),
    );

  beforeAll(async () => {
    await requireCommands(['prometheus-alertmanager'], say);
    [plan] = plansOf(only(await readPlatform(), name, (environment) => environment)) as [Plan];
    world = await startWorld(plan);
    void drive();
  }, coldBuild);
  afterAll(async () => {
    driving = false;
    await world?.stop();
  });

  /** Half of what is asked fails, a tenth is slow, until the suite ends. */
  async function drive(): Promise<void> {
    const paths = ['/', '/fail', '/', '/fail', '/', '/fail', '/', '/fail', '/', '/slow'];
    for (let turn = 0; driving; turn++) {
      await fetch(`http://127.0.0.1:${world.workload.port}${paths[turn % paths.length]}`).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  test('the person on duty reads in Slack what fails, how much, since when and what to do', async () => {
    const { domain, observability } = plan.environment;
    const message = await messageAbout('HighErrorRate in web-flask-api');
    expect(message.channel).toBe('#devops-alerts');
    expect(message.color).toBe('danger');
    expect(message.title).toBe(`[${name}] CRITICAL: HighErrorRate in web-flask-api`);
    expect(message.title_link).toBe(`https://grafana.${domain}/d/web-flask-api?var-job=web-flask-api%2Fflask-api`);
    expect(message.text).toMatch(/\*[\d.]+% of the requests to web-flask-api\/flask-api fail\*/);
    expect(Number(/([\d.]+)%/.exec(message.text)?.[1])).toBeGreaterThan(10);
    expect(Number(/([\d.]+)%/.exec(message.text)?.[1])).toBeLessThan(100);
    expect(message.text).toContain(`<${observability!.runbooks}/HighErrorRate.md|Runbook>`);
  });

  test('workloads of the other convention are told of as well', async () => {
    await messageAbout('HighErrorRate in identity-auth');
  });

  test('the watchdog fires and tells nobody', async () => {
    const firing = await query('ALERTS{alertname="Watchdog", alertstate="firing"}');
    expect(firing.length).toBe(1);
    expect(
      world.slack
        .messages()
        .map(({ title }: SlackMessage) => title)
        .join(),
    ).not.toContain('Watchdog');
  });

  test('a copy goes to Amazon, signed for its region, where the environment asks for one', async () => {
    const { remoteWrite } = plan.environment.observability!;
    const { authorization } = remoteWrite
      ? await waitFor('a copy', { seconds: 60 }, async () => world.copies.posts[0])
      : { authorization: '' };
    expect(authorization).toMatch(
      remoteWrite ? new RegExp(`^AWS4-HMAC-SHA256 Credential=role-of-\\S+/${remoteWrite.region}/aps/`) : /^$/,
    );
    expect(world.copies.posts.length > 0).toBe(remoteWrite !== undefined);
  });

  test('every PromQL query of every panel gives series', async () => {
    const queries = dashboardsOf(plan)
      .flatMap(panelQueries)
      .filter(({ source }) => source === 'metrics');
    expect(queries.length).toBeGreaterThan(100);
    // each once: on a busy machine a short window may miss its scrapes for a moment
    let silent = queries;
    await waitFor(
      'every panel to show something',
      patience,
      async () => {
        const results = await Promise.all(silent.map(async (one) => ({ one, series: await query(one.expr) })));
        silent = results.filter(({ series }) => series.length === 0).map(({ one }) => one);
        return silent.length === 0 || undefined;
      },
      () => silent.map(({ owner, expr }) => `${owner}: ${expr}`).join('\n'),
    );
  });

  test('every choice at the top of a dashboard has something to choose', async () => {
    for (const { owner, expr, label } of dashboardsOf(plan).flatMap(choices)) {
      const series = await query(expr);
      expect({ owner, values: series.filter(({ metric }) => metric[label]).length }).not.toEqual({ owner, values: 0 });
    }
  });

  describe('what follows from something worse is kept quiet', () => {
    /** Those of a name and a severity that Prometheus sends, when there are any. */
    const alerts = (alertname: string, severity: string, labels: HeldAlert['labels'] = {}) =>
      waitFor(`${severity} ${alertname} in Alertmanager`, { seconds: 120 }, async () => {
        const wanted = Object.entries({ ...labels, alertname, severity });
        const found = (await alertsAt(world.alertmanager)).filter((alert) =>
          wanted.every(([label, value]) => alert.labels[label] === value),
        );
        return found.length > 0 ? found : undefined;
      });
    const quiet = (alerts: readonly HeldAlert[]) => alerts.map(({ status }) => status.inhibitedBy.length > 0);
    const errors = async (job: string) => (await alerts('HighErrorRate', 'critical', { job }))[0]!;

    test('a budget that burns slowly, while it also burns fast', async () => {
      const [fast] = await alerts('SloErrorBudgetBurn', 'critical', { slo: 'success' });
      const { job } = fast!.labels as { readonly job: string };
      const slow = await alerts('SloErrorBudgetBurn', 'warning', { slo: 'success', job });
      expect(quiet(slow)).not.toContain(false);
    });

    test('errors of a workload that nobody can see any more, and of no other', async () => {
      const { labels } = await errors('web-flask-api/flask-api');
      await fireAt(world.alertmanager, { ...labels, alertname: 'TargetDown' });
      expect(quiet([await errors('web-flask-api/flask-api')])).toEqual([true]);
      expect(quiet([await errors('identity-auth/api')])).toEqual([false]);
    });

    test('errors of a stack without its database, and of no other', async () => {
      const { environment, namespace, stack } = (await errors('identity-auth/api')).labels as HeldAlert['labels'];
      const labels = { environment: environment!, namespace: namespace!, stack: stack! };
      await fireAt(world.alertmanager, { ...labels, alertname: 'DatabaseDown', severity: 'critical' });
      expect(quiet([await errors('identity-auth/api')])).toEqual([true]);
      const others = (await alerts('HighErrorRate', 'critical')).filter((one) => one.labels.stack !== stack);
      expect(quiet(others.filter((one) => one.labels.job !== 'web-flask-api/flask-api'))).not.toContain(true);
    });
  });
});

interface Series {
  readonly metric: Readonly<Record<string, string>>;
}

async function ask(prometheus: string, expr: string): Promise<readonly Series[]> {
  const response = await fetch(`${prometheus}/api/v1/query`, {
    method: 'POST',
    body: new URLSearchParams({ query: expr }),
  });
  const { status, data, error } = (await response.json()) as {
    status: string;
    data?: { result: readonly Series[] };
    error?: string;
  };
  if (status !== 'success') throw new Error(`${expr}: ${error}`);
  return data?.result ?? [];
}
