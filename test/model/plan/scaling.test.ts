import { describe, expect, test } from '@jest/globals';
import { type Environment, eks, type WorkloadProps } from '../../../lib/model/index.ts';
import { bounds } from '../../../lib/model/plan/scaling.ts';
import { observability } from '../../fixtures/watched.ts';
import { workloadWith } from './plan-of.ts';

const auto = { min: 2, max: 6, cpuPercent: 70 };

describe('the number of pods is what the stack says, within the bounds of the environment', () => {
  test.each<[string, WorkloadProps, { floor?: number; ceiling?: number }, object]>([
    ['two by default', {}, {}, { kind: 'fixed', replicas: 2 }],
    ['the floor if that is higher', {}, { floor: 3 }, { kind: 'fixed', replicas: 3 }],
    ['what it says', { replicas: 5 }, { floor: 3 }, { kind: 'fixed', replicas: 5 }],
    ['one if it says so and nothing forbids it', { replicas: 1 }, {}, { kind: 'fixed', replicas: 1 }],
    ['the ceiling at most', { replicas: 5 }, { ceiling: 1 }, { kind: 'fixed', replicas: 1 }],
    ['between bounds', { autoscaling: auto }, {}, { kind: 'auto', min: 2, max: 6 }],
    ['between lowered bounds', { autoscaling: auto }, { ceiling: 3 }, { kind: 'auto', min: 2, max: 3 }],
    ['fixed where the ceiling leaves no room', { autoscaling: auto }, { ceiling: 1 }, { kind: 'fixed', replicas: 1 }],
    ['fixed where min is max', { autoscaling: { ...auto, max: 2 } }, {}, { kind: 'fixed', replicas: 2 }],
  ])('%s', (_, props, replicas, scaling) => {
    expect(workloadWith(props, { replicas }).scaling).toMatchObject(scaling);
  });
});

test('each way to measure load becomes a metric', () => {
  const { scaling } = workloadWith({
    autoscaling: { ...auto, requestsPerSecond: 50, custom: { events_waiting: '100' } },
  });
  expect(scaling).toEqual({
    kind: 'auto',
    min: 2,
    max: 6,
    metrics: [
      { kind: 'cpu', percent: 70 },
      { kind: 'pods', metric: 'http_requests_per_second', average: '50' },
      { kind: 'pods', metric: 'events_waiting', average: '100' },
    ],
  });
  expect(bounds(scaling)).toMatchObject({ min: 2, max: 6 });
});

describe('a drain leaves a pod running', () => {
  test.each<[WorkloadProps, number | undefined]>([
    [{}, 1],
    [{ replicas: 1 }, undefined],
    [{ replicas: 3, maxUnavailableInDrain: 2 }, 2],
    [{ replicas: 2, maxUnavailableInDrain: 5 }, 1],
    [{ autoscaling: auto, maxUnavailableInDrain: 4 }, 1],
  ])('%j may lose %s at once', (props, budget) => {
    expect(workloadWith(props, { replicas: {} }).maxUnavailableInDrain).toBe(budget);
  });
});

describe('what the metrics adapter of a cluster reads', () => {
  const metrics = { port: 'http' };
  const on = (where: Partial<Environment>, max = 6) =>
    workloadWith({ metrics, autoscaling: { min: 2, max, requestsPerSecond: 50 } }, { cluster: eks(), ...where })
      .scaling;

  test('the pods that Prometheus of the environment asks', () =>
    expect(on({ observability })).toMatchObject({ max: 6 }));

  test('nothing of an environment that borrows the cluster: it asks the Prometheus of the owner', () => {
    const cluster = { ...eks(), of: { environment: 'staging' } };
    expect(() => on({ observability, cluster })).toThrow("the cluster's adapter asks the Prometheus of staging");
    expect(
      on({ observability, cluster: { ...cluster, capabilities: { ...cluster.capabilities, customMetrics: true } } }),
    ).toMatchObject({ max: 6 });
  });

  test('nothing is asked where the number of pods is fixed', () => {
    expect(on({ replicas: { ceiling: 1 } })).toEqual({ kind: 'fixed', replicas: 1 });
    expect(on({}, 2)).toEqual({ kind: 'fixed', replicas: 2 });
  });
});
