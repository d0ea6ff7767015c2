import type { Application, Plan } from '../../model/plan/plan.ts';
import { anyOf } from '../promql.ts';
import { type Dashboard, dashboard, type Section } from './dashboard.ts';
import { curves, logCurves, logLines, numbers, type Query, traces } from './panel.ts';

/** A stack's own page: what its users feel first, what its pods do next, and what they say last. */
export function stackDashboard({ environment, observability }: Plan, application: Application): Dashboard {
  const { id, folder } = application;
  const targets = observability?.targets.filter(({ stack }) => stack === folder) ?? [];
  const serves = targets.some(({ convention }) => convention !== undefined);
  const promises = targets.some(({ slo }) => slo !== undefined);
  return dashboard({
    uid: folder,
    owner: id,
    title: `${id} in ${environment.name}`,
    tags: ['stack', environment.name],
    variables: [{ name: 'job', label: 'Workload', values: `label_values(job:up:max{stack="${folder}"}, job)` }],
    // what a stack doesn't have gets no panels: an empty one looks like an outage
    sections: [
      ...(serves ? [requestPanels(folder)] : []),
      ...(promises ? [promisePanels(folder)] : []),
      saturation(environment.namespace, application),
      says(folder),
    ],
  });
}

function requestPanels(stack: string): Section {
  const these = `stack="${stack}", job=~"$job"`;
  const latency = (quantile: string, name: string): Query => ({
    expr: `job:http_latency_seconds:quantile5m{${these}, quantile="${quantile}"}`,
    legend: `${name} {{job}}`,
  });
  return {
    title: 'Requests',
    panels: [
      curves('Rate', 'Requests a second.', 'reqps', [
        { expr: `job:http_requests:rate5m{${these}}`, legend: '{{job}}' },
      ]),
      curves('Errors', 'Share of requests that end in a server error.', 'percentunit', [
        { expr: `job:http_errors:ratio_rate5m{${these}}`, legend: '{{job}}' },
      ]),
      curves('Latency', 'Half, 95 and 99 of 100 requests are at least this fast.', 's', [
        latency('0.5', 'P50'),
        latency('0.95', 'P95'),
        latency('0.99', 'P99'),
      ]),
    ],
  };
}

function promisePanels(stack: string): Section {
  const these = `stack="${stack}", job=~"$job"`;
  return {
    title: 'Promises',
    panels: [
      numbers(
        'Error budget left',
        'Of 30 days; below zero the promise is broken.',
        'percentunit',
        {
          expr: `job:slo_error_budget:left{${these}}`,
          legend: '{{job}} {{slo}}',
        },
        12,
      ),
      curves(
        'Burn rate',
        'How many times faster than allowed the budget burns, over an hour.',
        'none',
        [
          {
            expr: `job:slo_errors:ratio_rate1h{${these}} / on (namespace, stack, job, slo) (1 - job:slo:objective{${these}})`,
            legend: '{{job}} {{slo}}',
          },
        ],
        12,
      ),
    ],
  };
}

function saturation(namespace: string, { workloads, databases }: Application): Section {
  const names = [...workloads, ...databases.filter(({ kind }) => kind === 'cluster')].map(({ name }) => name);
  // a Deployment's pods end in two random words, a StatefulSet's in a number
  const these = `namespace="${namespace}", pod=~"(${anyOf(names)})-([a-z0-9]+-[a-z0-9]{5}|[0-9]+)"`;
  const share = (used: string, resource: string): Query => ({
    expr: `sum by (pod) (${used}) / on (pod) sum by (pod) (kube_pod_container_resource_limits{${these}, resource="${resource}"})`,
    legend: '{{pod}}',
  });
  return {
    title: 'Saturation',
    panels: [
      curves('CPU', 'Share of the limit that each pod uses.', 'percentunit', [
        share(`rate(container_cpu_usage_seconds_total{${these}}[5m])`, 'cpu'),
      ]),
      curves('Memory', 'Share of the limit that each pod uses; at one it is killed.', 'percentunit', [
        share(`container_memory_working_set_bytes{${these}}`, 'memory'),
      ]),
      curves('Restarts', 'Containers that were started again, an hour.', 'none', [
        {
          expr: `sum by (pod) (increase(kube_pod_container_status_restarts_total{${these}}[1h]))`,
          legend: '{{pod}}',
        },
      ]),
    ],
  };
}

function says(stack: string): Section {
  const these = `stack="${stack}", job=~"$job"`;
  return {
    title: 'Logs and traces',
    panels: [
      logCurves('Errors logged', 'Lines a second whose level is an error.', {
        expr: `sum by (job) (rate({${these}} | json | level=~"(?i)(error|fatal|critical)" [5m]))`,
        legend: '{{job}}',
      }),
      traces(
        'Slow traces',
        'Longer than half a second.',
        `{ resource.service.namespace = "${stack}" && duration > 500ms }`,
      ),
      logLines('Logs', 'Everything that its pods say.', `{${these}}`, 24),
    ],
  };
}
