import { describe, expect, test } from '@jest/globals';
import { broken, goodTree, type Loose, without } from '../../good-tree.ts';
import { found, make, plus, when, whenFrom } from '../found.ts';

describe('a quota', () => {
  const id = 'capacity/quota';
  const words =
    'Pods that run go on, but the next rollout or scale-up may find no room. Compare it with what the namespace uses at its largest (kubectl describe resourcequota).';
  const hard =
    (change: Loose) =>
    ({ spec }: Loose) =>
      Object.assign(spec.hard, change);

  test('must not fall unseen', () => {
    expect(when(id, 'ResourceQuota/uo-prod', hard({ 'requests.memory': '4096Mi' }))).toEqual([
      `[prod/platform/ResourceQuota.uo-prod.yaml] spec.hard["requests.memory"]: falls from "8Gi" to "4096Mi". ${words}`,
    ]);
  });

  test('must not limit something new unseen', () => {
    expect(when(id, 'ResourceQuota/uo-prod', hard({ 'count/jobs.batch': 5 }))).toEqual([
      `[prod/platform/ResourceQuota.uo-prod.yaml] spec.hard["count/jobs.batch"]: limits count/jobs.batch to 5, which had no limit. ${words}`,
    ]);
  });

  test('must not appear in a namespace that runs already', () => {
    const quota = make('v1', 'ResourceQuota', 'more', { spec: { hard: { pods: '9', secrets: '1' } } });
    expect(found(id, goodTree(), plus(quota))).toEqual([
      `[ResourceQuota.more.yaml] spec.hard: limits pods, secrets in a namespace that runs already. ${words}`,
    ]);
    const elsewhere = { ...quota, metadata: { name: 'more', namespace: 'new' } };
    expect(found(id, goodTree(), plus(elsewhere))).toEqual([]);
  });

  test('may rise, be written in another unit, or go', () => {
    expect(when(id, 'ResourceQuota/uo-prod', hard({ 'requests.memory': '8192Mi', 'requests.cpu': '4500m' }))).toEqual(
      [],
    );
    expect(found(id, goodTree(), without('ResourceQuota/uo-prod'))).toEqual([]);
  });
});

describe('the pods of a workload', () => {
  const id = 'capacity/replicas';
  const words =
    'The pods that are left carry the whole load, and one fewer may fail. Make sure that fewer pods carry the load, and that no disruption budget is left without a pod to spare.';
  const service = 'Deployment/shop-cart-service';

  test('must not become fewer unseen, though their number is only taken away', () => {
    expect(when(id, 'Deployment/shop-cart-api', ({ spec }) => delete spec.replicas)).toEqual([
      `[Deployment.shop-cart-api.yaml] spec.replicas: falls from 2 to 1. ${words}`,
    ]);
  });

  test('must not become fewer when their autoscaler goes', () => {
    expect(found(id, goodTree(), without('HorizontalPodAutoscaler/shop-cart-service'))).toEqual([
      `[Deployment.shop-cart-service.yaml] spec.replicas: falls from 2 to 1. ${words}`,
    ]);
  });

  test('must not become fewer when an autoscaler with a lower minimum comes', () => {
    const fixed = new Map(without('HorizontalPodAutoscaler/shop-cart-service'));
    const path = 'prod/shop-cart/Deployment.shop-cart-service.yaml';
    const deployment = structuredClone(fixed.get(path)) as Loose;
    deployment.spec.replicas = 4;
    fixed.set(path, deployment);
    expect(found(id, fixed, goodTree())[0]).toContain('spec.replicas: falls from 4 to 2.');
  });

  test('may become more, and an autoscaler decides for itself', () => {
    expect(when(id, 'Deployment/shop-cart-api', ({ spec }) => Object.assign(spec, { replicas: 3 }))).toEqual([]);
    const lower = broken('HorizontalPodAutoscaler/shop-cart-service', ({ spec }) =>
      Object.assign(spec, { minReplicas: 1 }),
    );
    expect(found(id, goodTree(), lower)).toEqual([]);
    expect(
      whenFrom(
        id,
        service,
        ({ spec }) => Object.assign(spec, { replicas: 9 }),
        () => {},
      ),
    ).toEqual([]);
  });
});

describe('an autoscaler', () => {
  const id = 'capacity/autoscaler';
  const words =
    'Fewer pods wait for a load that rises suddenly, or fewer can be added when it does. Look at the most pods that the last weeks needed.';
  const scaler = 'HorizontalPodAutoscaler/shop-cart-service';
  const file = '[HorizontalPodAutoscaler.shop-cart-service.yaml]';

  test('must not lower its minimum or maximum unseen', () => {
    expect(when(id, scaler, ({ spec }) => delete spec.minReplicas)).toEqual([
      `${file} spec.minReplicas: falls from 2 to 1. ${words}`,
    ]);
    expect(when(id, scaler, ({ spec }) => Object.assign(spec, { maxReplicas: 4 }))).toEqual([
      `${file} spec.maxReplicas: falls from 5 to 4. ${words}`,
    ]);
  });

  test('may raise both', () => {
    expect(when(id, scaler, ({ spec }) => Object.assign(spec, { minReplicas: 3, maxReplicas: 9 }))).toEqual([]);
  });

  test('must not go while its workload stays', () => {
    expect(found('capacity/autoscaler-goes', goodTree(), without(scaler))).toEqual([
      `${file} leaves the tree, and Deployment uo-prod/shop-cart-service stays. The number of pods stays where it is, or falls to what the manifest says, whatever the load. Render replicas that carry the highest load.`,
    ]);
  });

  test('may go with its workload, or for another one', () => {
    const gone = 'capacity/autoscaler-goes';
    expect(found(gone, goodTree(), without(scaler, 'Deployment/shop-cart-service'))).toEqual([]);
    const renamed = new Map(without(scaler));
    const other = structuredClone(
      goodTree().get('prod/shop-cart/HorizontalPodAutoscaler.shop-cart-service.yaml'),
    ) as Loose;
    other.metadata.name = 'other';
    renamed.set('prod/shop-cart/HorizontalPodAutoscaler.other.yaml', other);
    expect(found(gone, goodTree(), renamed)).toEqual([]);
  });
});

describe('a disruption budget', () => {
  const id = 'capacity/budget';
  const budget = 'PodDisruptionBudget/shop-cart-api';
  const words =
    'Draining a node, or all nodes for an upgrade, takes more pods at once. Make sure that the pods that are left carry the load.';
  const limit = (fields: Loose) => (object: Loose) => {
    delete object.spec.maxUnavailable;
    Object.assign(object.spec, fields);
  };

  test('must not let more pods go unseen', () => {
    expect(when(id, budget, limit({ maxUnavailable: 2 }))).toEqual([
      `[PodDisruptionBudget.shop-cart-api.yaml] spec: lets 2 of 2 pods go at once, where it let 1 (maxUnavailable 1 becomes maxUnavailable 2). ${words}`,
    ]);
  });

  test('must not do so in other words either', () => {
    expect(when(id, budget, limit({ minAvailable: '0%' }))[0]).toContain(
      'lets 2 of 2 pods go at once, where it let 1 (maxUnavailable 1 becomes minAvailable "0%").',
    );
  });

  test('may let as many or fewer go, in other words', () => {
    expect(when(id, budget, limit({ minAvailable: 1 }))).toEqual([]);
    expect(when(id, budget, limit({ maxUnavailable: '50%' }))).toEqual([]);
    expect(when(id, budget, limit({ minAvailable: 2 }))).toEqual([]);
  });

  test('is not weaker because its workload scales', () => {
    const half = { maxUnavailable: '50%' };
    const scaled = broken('Deployment/shop-cart-api', ({ spec }) => Object.assign(spec, { replicas: 6 }));
    expect(found(id, broken(budget, limit(half)), broken(budget, limit(half)))).toEqual([]);
    expect(found(id, goodTree(), scaled)).toEqual([]);
  });

  test('is weaker even if its workload keeps fewer pods at the same time', () => {
    const scaled = (replicas: number, minAvailable: number) => {
      const tree = new Map(broken(budget, limit({ minAvailable })));
      const path = 'prod/shop-cart/Deployment.shop-cart-api.yaml';
      const deployment = structuredClone(tree.get(path)) as Loose;
      deployment.spec.replicas = replicas;
      return tree.set(path, deployment);
    };
    expect(found(id, scaled(4, 3), scaled(1, 1))[0]).toContain('lets 3 of 4 pods go at once, where it let 1');
  });

  test('rounds a share up, as the cluster does', () => {
    expect(whenFrom(id, budget, limit({ maxUnavailable: '30%' }), limit({ maxUnavailable: 1 }))).toEqual([]);
  });

  test('must not go while its pods stay', () => {
    const goes = 'capacity/budget-goes';
    expect(found(goes, goodTree(), without(budget))).toEqual([
      '[PodDisruptionBudget.shop-cart-api.yaml] leaves the tree, and Deployment uo-prod/shop-cart-api stays. Draining a node, or all nodes for an upgrade, may take all of them at once. Keep a budget for the pods.',
    ]);
    expect(found(goes, goodTree(), without(budget, 'Deployment/shop-cart-api'))).toEqual([]);
  });

  test('may go where another budget covers the pods', () => {
    const next = new Map(without(budget));
    const other = structuredClone(goodTree().get('prod/shop-cart/PodDisruptionBudget.shop-cart-api.yaml')) as Loose;
    other.metadata.name = 'other';
    next.set('prod/shop-cart/PodDisruptionBudget.other.yaml', other);
    expect(found('capacity/budget-goes', goodTree(), next)).toEqual([]);
  });
});
