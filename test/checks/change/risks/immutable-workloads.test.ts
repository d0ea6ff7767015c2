import { describe, expect, test } from '@jest/globals';
import type { Loose } from '../../good-tree.ts';
import { between, changed, make, when, whenFrom } from '../found.ts';

const refused = 'The API server refuses the change, so the sync fails and stops there.';
const forced = 'Argo CD is told to replace the object by force: it deletes it, with all its pods, and makes it again.';

describe('a selector', () => {
  const keep =
    'Keep the selector. To change it, render the workload under a new name beside the old one and remove the old one in a later change.';

  test('of a Deployment must not change', () => {
    const messages = when('immutable/selector', 'Deployment/shop-cart-api', ({ spec }) => {
      spec.selector.matchLabels['app.kubernetes.io/name'] = 'other';
    });
    expect(messages).toEqual([
      `[Deployment.shop-cart-api.yaml] spec.selector.matchLabels["app.kubernetes.io/name"]: changes from "shop-cart-api" to "other". ${refused} ${keep}`,
    ]);
  });

  test('must not change in two labels either', () => {
    const messages = when('immutable/selector', 'Deployment/shop-cart-api', ({ spec }) => {
      spec.selector.matchLabels = { app: 'other' };
    });
    expect(messages).toEqual([
      `[Deployment.shop-cart-api.yaml] spec.selector: changes in matchLabels.app, matchLabels["app.kubernetes.io/name"]. ${refused} ${keep}`,
    ]);
  });

  test('of a DaemonSet must not change, of a new one it may be anything', () => {
    const set = make('apps/v1', 'DaemonSet', 'agent', {
      spec: { selector: { matchLabels: { app: 'a' } }, template: {} },
    });
    const other = changed(set, ({ spec }) => {
      spec.selector.matchLabels.app = 'b';
    });
    expect(between('immutable/selector', set, other)).toHaveLength(1);
    expect(between('immutable/selector', set, { ...other, metadata: { ...other.metadata, name: 'agent-2' } })).toEqual(
      [],
    );
  });

  test('stays the same when its keys are written in another order, or an empty list is added', () => {
    const messages = whenFrom(
      'immutable/selector',
      'Deployment/shop-cart-api',
      ({ spec }) => Object.assign(spec, { selector: { matchLabels: { a: '1', b: '2' } } }),
      ({ spec }) => Object.assign(spec, { selector: { matchExpressions: [], matchLabels: { b: '2', a: '1' } } }),
    );
    expect(messages).toEqual([]);
  });

  test('of an object that Argo CD replaces by force costs its pods', () => {
    const messages = when('immutable/selector', 'Deployment/shop-cart-api', ({ metadata, spec }) => {
      metadata.annotations['argocd.argoproj.io/sync-options'] = 'Force=true,Replace=true';
      spec.selector.matchLabels['app.kubernetes.io/name'] = 'other';
    });
    expect(messages[0]).toContain(`to "other". ${forced} Keep the selector.`);
  });
});

describe('a StatefulSet', () => {
  const id = 'immutable/stateful-set';
  const db = 'StatefulSet/shop-cart-db';

  test.each<[string, (spec: Loose) => void, string]>([
    [
      'selector',
      (spec) => Object.assign(spec.selector.matchLabels, { more: 'x' }),
      'spec.selector.matchLabels.more: is added: "x".',
    ],
    [
      'serviceName',
      (spec) => Object.assign(spec, { serviceName: 'db' }),
      'spec.serviceName: changes from "shop-cart-db" to "db".',
    ],
    [
      'volumeClaimTemplates',
      (spec) => Object.assign(spec.volumeClaimTemplates[0].spec.resources.requests, { storage: '20Gi' }),
      'spec.volumeClaimTemplates[0].spec.resources.requests.storage: changes from "10Gi" to "20Gi".',
    ],
    [
      'podManagementPolicy',
      (spec) => Object.assign(spec, { podManagementPolicy: 'Parallel' }),
      'spec.podManagementPolicy: changes from "OrderedReady" to "Parallel".',
    ],
  ])('must not change its %s', (_, change, what) => {
    expect(when(id, db, ({ spec }) => change(spec))).toEqual([
      `[StatefulSet.shop-cart-db.yaml] ${what} ${refused} Keep the field. To change it, run kubectl delete statefulset with --cascade=orphan, which leaves pods and volumes, and let Argo CD make it again; to grow a volume, raise the request of each claim first.`,
    ]);
  });

  test.each<[string, (spec: Loose) => void]>([
    ['replicas', (spec) => Object.assign(spec, { replicas: 3 })],
    ['template', (spec) => Object.assign(spec.template.spec, { terminationGracePeriodSeconds: 60 })],
    ['updateStrategy', (spec) => Object.assign(spec, { updateStrategy: { type: 'OnDelete' } })],
    ['minReadySeconds', (spec) => Object.assign(spec, { minReadySeconds: 5 })],
    ['ordinals', (spec) => Object.assign(spec, { ordinals: { start: 1 } })],
    ['revisionHistoryLimit', (spec) => Object.assign(spec, { revisionHistoryLimit: 2 })],
    ['retention', (spec) => Object.assign(spec, { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } })],
    ['podManagementPolicy as it is by default', (spec) => Object.assign(spec, { podManagementPolicy: 'OrderedReady' })],
    [
      'volume written in another unit',
      (spec) => Object.assign(spec.volumeClaimTemplates[0].spec.resources.requests, { storage: '10240Mi' }),
    ],
  ])('may change its %s', (_, change) => {
    expect(when(id, db, ({ spec }) => change(spec))).toEqual([]);
  });
});

describe('a Job', () => {
  const id = 'immutable/job';
  const job = make('batch/v1', 'Job', 'migrate-1', {
    spec: {
      template: { spec: { containers: [{ name: 'main', image: 'a/b:1', env: [{ name: 'A' }, { name: 'B' }] }] } },
    },
  });
  const other = changed(job, ({ spec }) => {
    spec.template.spec.containers[0].image = 'a/b:2';
  });

  test('must not change its pod under the same name', () => {
    expect(between(id, job, other)).toEqual([
      `[Job.migrate-1.yaml] spec.template.spec.containers["main"].image: changes from "a/b:1" to "a/b:2". ${refused} Give the Job a name with its release, so that a new one is made beside the old one.`,
    ]);
  });

  test('may run another pod under a name with its release', () => {
    expect(between(id, job, { ...other, metadata: { ...other.metadata, name: 'migrate-2' } })).toEqual([]);
  });

  test('must not even list its variables in another order, which is no change elsewhere', () => {
    const reordered = changed(job, ({ spec }) => spec.template.spec.containers[0].env.reverse());
    expect(between(id, job, reordered)).toEqual([
      `[Job.migrate-1.yaml] spec.template: lists the same in another order. ${refused} Give the Job a name with its release, so that a new one is made beside the old one.`,
    ]);
  });

  test.each<[string, (spec: Loose) => void]>([
    ['completions', (spec) => Object.assign(spec, { completions: 2 })],
    ['completionMode', (spec) => Object.assign(spec, { completionMode: 'Indexed' })],
    ['podFailurePolicy', (spec) => Object.assign(spec, { podFailurePolicy: { rules: [{ action: 'Ignore' }] } })],
    ['managedBy', (spec) => Object.assign(spec, { managedBy: 'x/y' })],
  ])('must not change its %s', (_, change) => {
    expect(
      between(
        id,
        job,
        changed(job, ({ spec }) => change(spec)),
      ),
    ).toHaveLength(1);
  });

  test.each<[string, (object: Loose) => void]>([
    ['suspend', ({ spec }) => Object.assign(spec, { suspend: true })],
    ['parallelism', ({ spec }) => Object.assign(spec, { parallelism: 2 })],
    ['labels', ({ metadata }) => Object.assign(metadata, { labels: { a: 'b' } })],
    ['ttlSecondsAfterFinished', ({ spec }) => Object.assign(spec, { ttlSecondsAfterFinished: 60 })],
    ['completionMode as it is by default', ({ spec }) => Object.assign(spec, { completionMode: 'NonIndexed' })],
  ])('may change its %s', (_, change) => {
    expect(between(id, job, changed(job, change))).toEqual([]);
  });

  test('that is indexed may change its completions', () => {
    const indexed = changed(job, ({ spec }) => Object.assign(spec, { completionMode: 'Indexed', completions: 2 }));
    expect(
      between(
        id,
        indexed,
        changed(indexed, ({ spec }) => Object.assign(spec, { completions: 3 })),
      ),
    ).toEqual([]);
  });

  test.each<[string, Record<string, string>, number]>([
    ['a hook is made again', { 'argocd.argoproj.io/hook': 'Sync' }, 0],
    [
      'a hook that is deleted only when it succeeds is not',
      { 'argocd.argoproj.io/hook': 'Sync', 'argocd.argoproj.io/hook-delete-policy': 'HookSucceeded' },
      1,
    ],
    ['one that Argo CD replaces by force is', { 'argocd.argoproj.io/sync-options': 'Force=true,Replace=true' }, 0],
    ['one that it replaces without force is not', { 'argocd.argoproj.io/sync-options': 'Replace=true' }, 1],
  ])('with each release: %s', (_, annotations, risks) => {
    const annotate = (object: Loose) => changed(object, ({ metadata }) => Object.assign(metadata, { annotations }));
    expect(between(id, annotate(job), annotate(other))).toHaveLength(risks);
  });
});

describe('a bare Pod', () => {
  const id = 'immutable/pod';
  const pod = make('v1', 'Pod', 'probe', {
    spec: {
      containers: [
        { name: 'main', image: 'a/b:1' },
        { name: 'side', image: 'c/d:1' },
      ],
    },
  });

  test('must not change but in its images', () => {
    const other = changed(pod, ({ spec }) => {
      spec.containers[0].image = 'a/b:2';
      spec.containers[0].args = ['x'];
    });
    expect(between(id, pod, other)).toEqual([
      `[Pod.probe.yaml] spec.containers["main"].args: is added: ["x"]. ${refused} Make it the pod template of a Deployment or a Job.`,
    ]);
  });

  test('may change its images, tolerations and deadline', () => {
    const other = changed(pod, ({ spec }) => {
      spec.containers[0].image = 'a/b:2';
      spec.containers[1].image = 'c/d:2';
      spec.tolerations = [{ operator: 'Exists' }];
      spec.activeDeadlineSeconds = 5;
    });
    expect(between(id, pod, other)).toEqual([]);
  });
});
