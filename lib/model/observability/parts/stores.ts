import type { Call, PartContext, PartProps } from '../part-props.ts';

/** Keeps logs. */
export function loki({ settings }: PartContext): PartProps {
  const { objectStorage } = settings;
  return {
    name: 'loki',
    runs: 'StatefulSet',
    component: 'logs',
    user: 10_001,
    args: ['-config.file=/etc/loki/loki.yaml', '-target=all'],
    ports: { http: 3100 },
    metrics: 'http',
    health: { port: 'http', live: '/ready', ready: '/ready' },
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '1', memory: '1Gi' } },
    scratch: ['/tmp'],
    volume: { path: '/var/loki', sizeGi: objectStorage ? 5 : 20 },
    roleArn: objectStorage?.roleArn,
    calls: objectStorage ? [bucketCall(objectStorage.cidrs, 'logs are kept there')] : [],
  };
}

/** Keeps traces. */
export function tempo({ settings }: PartContext): PartProps {
  const { objectStorage } = settings;
  return {
    name: 'tempo',
    runs: 'StatefulSet',
    component: 'traces',
    user: 10_001,
    args: ['-config.file=/etc/tempo/tempo.yaml', '-target=all'],
    ports: { http: 3200, otlp: 4317 },
    metrics: 'http',
    health: { port: 'http', live: '/ready', ready: '/ready' },
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '1', memory: '1Gi' } },
    scratch: ['/tmp'],
    volume: { path: '/var/tempo', sizeGi: objectStorage ? 5 : 20 },
    roleArn: objectStorage?.roleArn,
    calls: objectStorage ? [bucketCall(objectStorage.cidrs, 'traces are kept there')] : [],
  };
}

const bucketCall = (cidrs: readonly string[], why: string): Call => ({
  to: { kind: 'addresses', id: 'object storage', cidrs, except: [] },
  port: 443,
  why,
});
