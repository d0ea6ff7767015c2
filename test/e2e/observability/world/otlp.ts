import type { Tree } from '../../../../lib/render/tree.ts';

/** What a workload sends: the kind of signal, and its body in OTLP's JSON. */
export interface Signal {
  readonly path: '/v1/traces' | '/v1/logs' | '/v1/metrics';
  readonly body: object;
}

type Variables = Readonly<Record<string, string>>;

/** The variables that OpenTelemetry's SDK reads in a Deployment's first container. */
export function telemetryVariables(tree: Tree, path: string): Variables {
  const { spec } = tree.get(path) as unknown as {
    readonly spec: { readonly template: { readonly spec: { readonly containers: readonly Container[] } } };
  };
  const env = spec.template.spec.containers[0]?.env ?? [];
  return Object.fromEntries(env.filter(({ name }) => name.startsWith('OTEL_')).map(({ name, value }) => [name, value]));
}

interface Container {
  readonly env?: readonly { readonly name: string; readonly value: string }[];
}

const now = () => `${Date.now()}000000`;
const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });

/** The resource that an SDK makes of those variables. */
function resourceOf({ OTEL_SERVICE_NAME = '', OTEL_RESOURCE_ATTRIBUTES = '' }: Variables): object {
  const pairs = OTEL_RESOURCE_ATTRIBUTES.split(',').map((pair) => pair.split('=') as [string, string]);
  const all = [['service.name', OTEL_SERVICE_NAME], ['process.pid', '4711'], ...pairs] as const;
  return { attributes: all.map(([key, value]) => text(key, value)) };
}

/** One span, one line of a log and one histogram of requests, as a workload with these variables sends them. */
export function signalsOf(variables: Variables): readonly Signal[] {
  const resource = resourceOf(variables);
  const span = {
    traceId: '5b8efff798038103d269b633813fc60c',
    spanId: 'eee19b7ec3c1b174',
    name: 'GET /',
    kind: 2,
    startTimeUnixNano: now(),
    endTimeUnixNano: now(),
  };
  const record = {
    timeUnixNano: now(),
    severityText: 'ERROR',
    body: { stringValue: '{"level":"error","message":"it fails"}' },
  };
  const histogram = {
    aggregationTemporality: 2,
    dataPoints: [
      {
        startTimeUnixNano: now(),
        timeUnixNano: now(),
        count: '3',
        sum: 0.4,
        explicitBounds: [0.1, 0.5],
        bucketCounts: ['1', '2', '0'],
        attributes: [text('http.route', '/'), { key: 'http.response.status_code', value: { intValue: '200' } }],
      },
    ],
  };
  const metric = { name: 'http.server.request.duration', unit: 's', histogram };
  return [
    { path: '/v1/traces', body: { resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] } },
    { path: '/v1/logs', body: { resourceLogs: [{ resource, scopeLogs: [{ logRecords: [record] }] }] } },
    { path: '/v1/metrics', body: { resourceMetrics: [{ resource, scopeMetrics: [{ metrics: [metric] }] }] } },
  ];
}
