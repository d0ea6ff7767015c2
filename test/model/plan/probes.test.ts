import { describe, expect, test } from '@jest/globals';
import type { WorkloadProps } from '../../../lib/model/index.ts';
import { workloadWith } from './plan-of.ts';

const probesWith = (props: WorkloadProps) => workloadWith({ routes: [], ...props }).probes;
const calm = { periodSeconds: 10, timeoutSeconds: 3 };

describe('how Kubernetes asks a workload that says nothing about its health', () => {
  test('at /health, on the port named http', () => {
    const ask = { kind: 'http', path: '/health', port: 8080 };
    expect(probesWith({})).toEqual({
      liveness: { ask, ...calm, failureThreshold: 3 },
      readiness: { ask, ...calm, failureThreshold: 3 },
      startup: { ask, ...calm, failureThreshold: 30 },
    });
  });

  test('at its metrics, where it serves nothing else', () => {
    const probes = probesWith({ ports: { metrics: 9100 }, metrics: { port: 'metrics' } });
    expect(probes.readiness?.ask).toEqual({ kind: 'http', path: '/metrics', port: 9100 });
    const elsewhere = probesWith({ ports: { metrics: 9100 }, metrics: { port: 'metrics', path: '/stats' } });
    expect(elsewhere.liveness?.ask).toEqual({ kind: 'http', path: '/stats', port: 9100 });
  });

  test('by a connection to its first TCP port, where it speaks no HTTP', () => {
    const ports = { game: { port: 7000, protocol: 'UDP' as const }, grpc: 9000, admin: 9001 };
    expect(probesWith({ ports }).liveness?.ask).toEqual({ kind: 'tcp', port: 9000 });
    expect(probesWith({ ports: { http: { port: 8000, protocol: 'UDP' }, grpc: 9000 } }).readiness?.ask).toMatchObject({
      port: 9000,
    });
  });

  test('not at all if it has no ports', () => {
    expect(probesWith({ ports: {} })).toEqual({ liveness: undefined, readiness: undefined, startup: undefined });
  });
});

describe('how it asks a workload that says more', () => {
  test('each probe is replaced alone, and startup follows liveness with 30 tries', () => {
    const probes = probesWith({ health: { liveness: { http: '/alive', timeoutSeconds: 1, failureThreshold: 5 } } });
    expect(probes.liveness).toMatchObject({ ask: { path: '/alive' }, timeoutSeconds: 1, failureThreshold: 5 });
    expect(probes.readiness?.ask).toMatchObject({ path: '/health' });
    expect(probes.startup).toMatchObject({ ask: { path: '/alive' }, timeoutSeconds: 1, failureThreshold: 30 });
  });

  test('a startup probe of its own', () => {
    const startup = { tcp: 'http', periodSeconds: 5 };
    expect(probesWith({ health: { startup } }).startup).toEqual({
      ask: { kind: 'tcp', port: 8080 },
      periodSeconds: 5,
      timeoutSeconds: 3,
      failureThreshold: 30,
    });
    expect(probesWith({ health: { startup: { ...startup, failureThreshold: 9 } } }).startup?.failureThreshold).toBe(9);
  });

  test('by a command', () => {
    const readiness = { exec: ['/bin/ready', '--now'] };
    expect(probesWith({ ports: {}, health: { readiness } }).readiness?.ask).toEqual({
      kind: 'exec',
      command: ['/bin/ready', '--now'],
    });
  });

  test('on another port, or the only one', () => {
    const ports = { http: 8080, admin: 9000 };
    expect(probesWith({ ports, health: { liveness: { http: '/', port: 'admin' } } }).liveness?.ask).toMatchObject({
      port: 9000,
    });
    expect(probesWith({ ports: { rest: 8000 }, health: { liveness: { http: '/' } } }).liveness?.ask).toMatchObject({
      port: 8000,
    });
  });
});
