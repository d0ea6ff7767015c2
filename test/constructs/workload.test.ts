import { describe, expect, test } from '@jest/globals';
import type { Release, Stack } from '../../lib/model/index.ts';
import { input, type withWorkload } from '../fixtures/base.ts';
import { environmentWith } from '../model/plan/plan-of.ts';
import { containerOf, objectOf, objectsOf, rendered, renderedStacks, renderedWorkload } from './rendered.ts';

const autoscaling = { min: 2, max: 6, cpuPercent: 70, requestsPerSecond: 50 };
const deploymentWith = (props: Parameters<typeof withWorkload>[0]) =>
  objectOf(renderedWorkload(props), 'Deployment', 'shop-search');

describe('a rollout', () => {
  test('never has fewer pods than before', () => {
    const { strategy, progressDeadlineSeconds } = deploymentWith({}).spec;
    expect(strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });
    expect(progressDeadlineSeconds).toBe(600);
  });

  test('happens when the configuration changes, and not otherwise', () => {
    const config = { '/etc/app/a.yaml': 'a: 1', '/etc/b_c': 'b', '/etc/b/c': 'c' };
    const template = (files: typeof config) => deploymentWith({ config: files }).spec.template;
    expect(template({ ...config })).toEqual(template(config));
    expect(template({ ...config, '/etc/b/c': 'd' })).not.toEqual(template(config));
  });

  test('happens for a new release, and selectors stay', () => {
    const withRelease = (release: Release) =>
      objectOf(
        rendered({ releases: { ...input().releases, 'shop/search': { search: release } } }),
        'Deployment',
        'shop-search',
      );
    const digest = `sha256:${'2'.repeat(64)}`;
    const [before, after] = [withRelease({ tag: '1.0', digest }), withRelease({ tag: '1.1', digest })];
    expect(after.spec.selector).toEqual(before.spec.selector);
    expect(after.spec.template.metadata.labels['app.kubernetes.io/version']).toBe('1.1');
    expect(containerOf(after).image).toBe(`registry.example/shop/shop/search:1.1@${digest}`);
    expect(Object.keys(after.spec.selector.matchLabels)).not.toContain('app.kubernetes.io/version');
  });
});

describe('configuration files', () => {
  const config = { '/etc/app/a.yaml': 'a: 1', '/etc/b_c': 'b', '/etc/b/c': 'c' };
  const tree = renderedWorkload({ config });

  test('are mounted read-only at their paths, each with its own content', () => {
    const { data, immutable } = objectOf(tree, 'ConfigMap');
    const mounts = containerOf(objectOf(tree, 'Deployment')).volumeMounts.filter(
      (mount: { name: string }) => mount.name === 'config',
    );
    expect(immutable).toBe(true);
    expect(
      Object.fromEntries(mounts.map(({ mountPath, subPath }: Record<string, string>) => [mountPath, data[subPath!]])),
    ).toEqual(config);
    expect(mounts.every(({ readOnly }: { readOnly: boolean }) => readOnly)).toBe(true);
  });

  test('need no ConfigMap where there are none', () => {
    expect(objectsOf(renderedWorkload({}), 'ConfigMap')).toEqual([]);
  });
});

describe('an autoscaled workload', () => {
  const tree = renderedWorkload({ autoscaling });

  test('has no replicas of its own, a fixed one has', () => {
    expect(objectOf(tree, 'Deployment').spec).not.toHaveProperty('replicas');
    expect(deploymentWith({ replicas: 3 }).spec.replicas).toBe(3);
  });

  test('is scaled by its metrics between its bounds', () => {
    expect(objectOf(tree, 'HorizontalPodAutoscaler').spec).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop-search' },
      minReplicas: 2,
      maxReplicas: 6,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
        {
          type: 'Pods',
          pods: { metric: { name: 'http_requests_per_second' }, target: { type: 'AverageValue', averageValue: '50' } },
        },
      ],
    });
  });
});

describe('a drain', () => {
  test('is held back by a budget that lets it go on', () => {
    expect(objectOf(renderedWorkload({ replicas: 3 }), 'PodDisruptionBudget').spec).toEqual({
      maxUnavailable: 1,
      selector: { matchLabels: { 'app.kubernetes.io/instance': 'shop-search', 'app.kubernetes.io/name': 'search' } },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
  });

  test('is not blocked by a workload of one pod', () => {
    expect(objectsOf(renderedWorkload({ replicas: 1 }, { replicas: {} }), 'PodDisruptionBudget')).toEqual([]);
  });
});

describe('a Service', () => {
  const ports = { http: 8000, admin: 9000, game: { port: 7000, protocol: 'UDP' as const } };
  const stack = (edges: NonNullable<Stack['edges']>): Stack => ({
    domain: 'shop',
    name: 'cart',
    workloads: { api: { ports, routes: [{ path: '/cart' }] }, worker: {} },
    edges,
  });
  const service = (edges: NonNullable<Stack['edges']>) => objectOf(renderedStacks([stack(edges)]), 'Service').spec;

  test('offers the ports that somebody may call, and no others', () => {
    const http = { name: 'http', port: 8000, protocol: 'TCP', targetPort: 8000 };
    expect(service([]).ports).toEqual([http]);
    expect(service([{ from: 'worker', to: 'api', port: 'game', why: 'it plays' }]).ports).toEqual([
      http,
      { name: 'game', port: 7000, protocol: 'UDP', targetPort: 7000 },
    ]);
  });

  test('is left out where nobody calls', () => {
    expect(objectsOf(renderedWorkload({ ports, routes: [] }), 'Service')).toEqual([]);
  });
});

test('pods are spread over hosts and zones, over hosts without exception if asked', () => {
  const how = (spread?: 'required') =>
    deploymentWith(spread ? { spread } : {}).spec.template.spec.topologySpreadConstraints.map(
      ({ topologyKey, whenUnsatisfiable }: Record<string, string>) => `${topologyKey} ${whenUnsatisfiable}`,
    );
  expect(how()).toEqual(['kubernetes.io/hostname ScheduleAnyway', 'topology.kubernetes.io/zone ScheduleAnyway']);
  expect(how('required')).toEqual([
    'kubernetes.io/hostname DoNotSchedule',
    'topology.kubernetes.io/zone ScheduleAnyway',
  ]);
});

test('pods say where their metrics are', () => {
  const annotations = (props: Parameters<typeof deploymentWith>[0]) =>
    deploymentWith(props).spec.template.metadata.annotations;
  expect(annotations({ metrics: { port: 'http', path: '/stats' } })).toEqual({
    'prometheus.io/path': '/stats',
    'prometheus.io/port': '8080',
    'prometheus.io/scrape': 'true',
  });
  expect(annotations({})).toBeUndefined();
});

test('directories that would share a volume name have one each', () => {
  const scratch = ['/a/b', '/a-b', '/A/b', `/${'long/'.repeat(20)}path`];
  const { volumes } = deploymentWith({ scratch }).spec.template.spec;
  const names = volumes.map(({ name }: { name: string }) => name);
  expect(new Set(names).size).toBe(4);
  for (const name of names) expect(name).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
});

test('a tag that is no label value still makes a valid version label', () => {
  const releases = (tag: string) => ({
    ...input().releases,
    'shop/search': { search: { tag, digest: `sha256:${'2'.repeat(64)}` } },
  });
  const version = (tag: string) =>
    objectOf(rendered({ releases: releases(tag) }), 'Deployment', 'shop-search').metadata.labels[
      'app.kubernetes.io/version'
    ];
  expect(version('_1.0-')).toBe('1.0');
  expect(version('a'.repeat(128))).toBe('a'.repeat(63));
  expect(version('___')).toBe('');
});

test('a workload waits for another by a later wave', () => {
  const stack = { domain: 'shop', name: 'cart', workloads: { api: { waitsFor: ['cache'] }, cache: {} } };
  const tree = rendered({ stacks: [stack], environment: environmentWith({}) });
  const wave = (name: string) =>
    objectOf(tree, 'Deployment', name).metadata.annotations['argocd.argoproj.io/sync-wave'];
  expect([wave('shop-cart-cache'), wave('shop-cart-api')]).toEqual(['2', '3']);
});
