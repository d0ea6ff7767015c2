import { describe, expect, test } from '@jest/globals';
import { fileOf, treeIndex } from '../../../lib/checks/tree/index.ts';
import { replicasOf } from '../../../lib/checks/tree/replicas.ts';
import { compareTurns, showTurn } from '../../../lib/checks/tree/waves.ts';
import type { KubeObject } from '../../../lib/render/tree.ts';
import { goodTree, type Loose } from '../good-tree.ts';

const service = (name: string): KubeObject => ({ apiVersion: 'v1', kind: 'Service', metadata: { name } });
const tree = (paths: readonly string[]) => new Map(paths.map((path) => [path, service('a')]));
const environments = (...paths: readonly string[]) => treeIndex(tree(paths)).environments.map((each) => each.name);

describe('environments', () => {
  test('are the first folders of a rendered tree', () => {
    expect(environments('dev/shop/Service.a.yaml', 'prod/shop/Service.a.yaml', 'argocd/Service.a.yaml')).toEqual([
      'argocd',
      'dev',
      'prod',
    ]);
  });

  test('stay apart although a file of the tree is misnamed', () => {
    expect(environments('dev/shop/Service.a.yaml', 'prod/shop/Service.a.yaml', 'prod/shop/api.yaml')).toEqual([
      'dev',
      'prod',
    ]);
  });

  test('any other folder is a single one', () => {
    expect(environments('k8s/a.yaml', 'k8s/prod/b.yaml', 'c.yaml')).toEqual(['']);
    expect(environments('shop/Service.a.yaml')).toEqual(['']);
  });
});

describe('an environment', () => {
  const good = () => treeIndex(goodTree()).environments.find((each) => each.name === 'prod')!;

  test('finds the same pods by label as by looking at each', () => {
    const environment = good();
    const selector = { matchLabels: { 'app.kubernetes.io/part-of': 'shop' } };
    expect(environment.podsSelected('uo-prod', selector)).toHaveLength(environment.podsIn('uo-prod').length);
    expect(
      environment.podsSelected('uo-prod', { matchLabels: { 'app.kubernetes.io/name': 'shop-cart-db' } }),
    ).toHaveLength(1);
    expect(environment.podsSelected('other', selector)).toEqual([]);
  });

  test('takes a Service of another group for none', () => {
    const knative = { ...service('a'), apiVersion: 'serving.knative.dev/v1' };
    const environment = treeIndex(new Map([['a.yaml', knative]])).environments[0]!;
    expect(environment.find('Service', 'default', 'a')).toBeUndefined();
    expect(environment.ofKind('Service')).toEqual([]);
    expect(environment.find('Service.serving.knative.dev', 'default', 'a')).toBeDefined();
  });

  test('the first of two objects with one name is found', () => {
    const environment = treeIndex(tree(['b.yaml', 'a.yaml'])).environments[0]!;
    expect(environment.find('Service', 'default', 'a')?.path).toBe('a.yaml');
  });
});

describe('replicas', () => {
  const replicas = (id: string, change: (object: Loose) => void = () => {}) => {
    const objects = goodTree();
    change(objects.get(`prod/shop-cart/${id}.yaml`));
    const environment = treeIndex(objects).environments.find((each) => each.name === 'prod')!;
    return replicasOf(environment.entries.find((entry) => entry.path.endsWith(`/${id}.yaml`))!, environment);
  };

  test('are written, scaled between two numbers, or one', () => {
    expect(replicas('Deployment.shop-cart-api')).toEqual({ min: 2, max: 2 });
    expect(replicas('Deployment.shop-cart-service')).toEqual({ min: 2, max: 5 });
    expect(replicas('StatefulSet.shop-cart-db', (object) => delete object.spec.replicas)).toEqual({ min: 1, max: 1 });
  });

  test('of a job are the pods that run at once', () => {
    const four = (object: Loose) => {
      (object.spec.jobTemplate?.spec ?? object.spec).parallelism = 4;
    };
    expect(replicas('Job.shop-cart-migrate-1.4.0', four)).toEqual({ min: 4, max: 4 });
    expect(replicas('CronJob.shop-cart-backup', four)).toEqual({ min: 4, max: 4 });
  });
});

test('the platform comes before PreSync hooks, these before waves, these before PostSync hooks', () => {
  const turns = [
    { rank: 0, phase: 1, wave: 9 },
    { rank: 1, phase: 0, wave: 5 },
    { rank: 1, phase: 1, wave: -1 },
    { rank: 1, phase: 1, wave: 0 },
    { rank: 1, phase: 2, wave: -7 },
  ];
  expect(turns.toReversed().sort(compareTurns)).toEqual(turns);
  expect(turns.map(showTurn)).toEqual(['platform wave 9', 'PreSync wave 5', 'wave -1', 'wave 0', 'PostSync wave -7']);
});

test('the file of a further object is told without its number', () => {
  expect(fileOf('a.yaml#12')).toBe('a.yaml');
  expect(fileOf('a#1.yaml')).toBe('a#1.yaml');
});
