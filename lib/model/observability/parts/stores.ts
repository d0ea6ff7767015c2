import type { Call, PartContext, PartProps } from '../part-props.ts';

/** Keeps logs. */
export function loki(context: PartContext): PartProps {
  return store(context, { name: 'loki', component: 'logs', ports: { http: 3100 } });
}

/** Keeps traces. */
export function tempo(context: PartContext): PartProps {
  return store(context, { name: 'tempo', component: 'traces', ports: { http: 3200, otlp: 4317 } });
}

/** One process that keeps what it is given: in object storage where there is one, else on its volume. */
function store({ settings }: PartContext, props: Pick<PartProps, 'name' | 'component' | 'ports'>): PartProps {
  const { objectStorage } = settings;
  const { name, component } = props;
  return {
    ...props,
    runs: 'StatefulSet',
    user: 10_001,
    args: [`-config.file=/etc/${name}/${name}.yaml`, '-target=all'],
    metrics: 'http',
    health: { port: 'http', live: '/ready', ready: '/ready' },
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '1', memory: '1Gi' } },
    scratch: ['/tmp'],
    volume: { path: `/var/${name}`, sizeGi: objectStorage ? 5 : 20 },
    roleArn: objectStorage?.roleArn,
    calls: objectStorage ? [bucketCall(objectStorage.cidrs, `${component} are kept there`)] : [],
  };
}

const bucketCall = (cidrs: readonly string[], why: string): Call => ({
  to: { kind: 'addresses', id: 'object storage', cidrs, except: [] },
  port: 443,
  why,
});
