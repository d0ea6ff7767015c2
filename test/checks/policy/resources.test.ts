import { describe, expect, test } from '@jest/globals';
import { parseQuantity, showQuantity } from '../../../lib/checks/quantity.ts';
import { broken, goodTree, type Loose, messages, withObjects } from '../good-tree.ts';

const container = '[Deployment.shop-cart-api.yaml] spec.template.spec.containers[0]';
const inPod = (change: (spec: Loose) => void) =>
  broken('Deployment/shop-cart-api', (object) => change(object.spec.template.spec));
const withResources = (change: (resources: Loose) => void) => inPod((spec) => change(spec.containers[0].resources));

describe('quantities', () => {
  test.each([
    ['250m', 0.25],
    ['2', 2],
    ['.5', 0.5],
    ['1Gi', 2 ** 30],
    ['1.5Ki', 1536],
    ['1e3', 1000],
    ['2E', 2e18],
    ['100n', 1e-7],
    [3, 3],
  ])('%j is %d', (written, value) => expect(parseQuantity(written)).toBeCloseTo(value, 12));

  test.each(['', 'x', '1 Gi', '1GiB', 'Gi', '1,5', null, true, Number.NaN])('%j is none', (written) => {
    expect(parseQuantity(written)).toBeUndefined();
  });

  test.each([
    ['requests.memory', 1.5 * 2 ** 30, '1.5Gi'],
    ['limits.memory', 100, '100'],
    ['requests.cpu', 0.25, '250m'],
    ['requests.cpu', 2, '2'],
    ['pods', 7, '7'],
  ])('%s %d is written %s', (resource, value, written) => expect(showQuantity(resource, value)).toBe(written));
});

describe('requests and limits', () => {
  test.each([
    ['resources/cpu-request', 'requests', 'cpu'],
    ['resources/memory-request', 'requests', 'memory'],
    ['resources/memory-limit', 'limits', 'memory'],
    ['resources/cpu-limit', 'limits', 'cpu'],
  ])('%s: a container without it is a fault', (rule, kind, resource) => {
    const tree = withResources((resources) => delete resources[kind][resource]);
    expect(messages(rule, tree)).toEqual([
      `${container}.resources.${kind}.${resource}: found nothing, expected a quantity. Set resources.${kind}.${resource}.`,
    ]);
  });

  test('init containers are held to it, ephemeral ones cannot have any', () => {
    const tree = inPod((spec) => {
      spec.initContainers = [{ name: 'wait' }];
      spec.ephemeralContainers = [{ name: 'debug' }];
    });
    expect(messages('resources/memory-limit', tree)).toEqual([
      '[Deployment.shop-cart-api.yaml] spec.template.spec.initContainers[0].resources.limits.memory: found nothing, expected a quantity. Set resources.limits.memory.',
    ]);
  });

  test('resources of the whole pod count for its containers', () => {
    const tree = inPod((spec) => {
      spec.resources = { requests: { cpu: '1' } };
      delete spec.containers[0].resources.requests.cpu;
    });
    expect(messages('resources/cpu-request', tree)).toEqual([]);
  });

  test("a LimitRange's default is a CPU limit", () => {
    const tree = goodTree();
    const range = tree.get('prod/platform/LimitRange.uo-prod.yaml') as Loose;
    range.spec.limits[0].default = { cpu: '1' };
    const deployment = tree.get('prod/shop-cart/Deployment.shop-cart-api.yaml') as Loose;
    delete deployment.spec.template.spec.containers[0].resources.limits.cpu;
    expect(messages('resources/cpu-limit', tree)).toEqual([]);
  });

  test('a request of zero is none', () => {
    const tree = withResources((resources) => {
      resources.requests.cpu = '0';
    });
    expect(messages('resources/above-zero', tree)).toEqual([
      `${container}.resources.requests.cpu: found "0", expected more than zero. Write cores like 250m or 2, memory like 128Mi or 1Gi.`,
    ]);
  });

  test('a limit below its request is a fault', () => {
    const tree = withResources((resources) => {
      resources.limits.cpu = '0.05';
    });
    expect(messages('resources/limit-above-request', tree)).toEqual([
      `${container}.resources.limits.cpu: found "0.05", expected at least its request "100m". Raise the limit or lower the request.`,
    ]);
  });

  test('what a LimitRange refuses is a fault', () => {
    const tree = withResources((resources) => {
      resources.requests.memory = '8Mi';
      resources.limits.cpu = 3;
    });
    const repair = 'Change the request or limit, or the LimitRange.';
    expect(messages('resources/within-limit-range', tree)).toEqual([
      `${container}.resources.requests.memory: found "8Mi", expected at least "16Mi", the min of LimitRange uo-prod/uo-prod. ${repair}`,
      `${container}.resources.limits.cpu: found 3, expected at most "2", the max of LimitRange uo-prod/uo-prod. ${repair}`,
    ]);
  });
});

describe('quotas', () => {
  const quota = (change: (hard: Loose) => void) =>
    broken('ResourceQuota/uo-prod', (object) => change(object.spec.hard));
  const path = '[prod/platform/ResourceQuota.uo-prod.yaml] spec.hard';
  const repair = 'Raise the quota, or lower requests or replicas.';

  // 2 api, up to 5 service, database, migration and backup are 10 pods; one more while a Deployment rolls.
  test('a quota that the namespace outgrows at its largest is a fault', () => {
    const tree = quota((hard) => {
      hard.pods = '10';
      hard['requests.cpu'] = 1;
      hard['requests.memory'] = '1Gi';
      hard['limits.memory'] = '2750Mi';
    });
    expect(messages('resources/within-quota', tree)).toEqual([
      `${path}["requests.cpu"]: found 1, expected at least 1100m, what the namespace takes at its largest. ${repair}`,
      `${path}["requests.memory"]: found "1Gi", expected at least 1.38Gi, what the namespace takes at its largest. ${repair}`,
      `${path}["limits.memory"]: found "2750Mi", expected at least 2.75Gi, what the namespace takes at its largest. ${repair}`,
      `${path}.pods: found "10", expected at least 11, what the namespace takes at its largest. ${repair}`,
    ]);
  });

  test('a quota that just fits is none, and the short names mean requests', () => {
    expect(
      messages(
        'resources/within-quota',
        quota((hard) => Object.assign(hard, { pods: '11', cpu: '1.1' })),
      ),
    ).toEqual([]);
    expect(
      messages(
        'resources/within-quota',
        quota((hard) => Object.assign(hard, { cpu: '1' })),
      ),
    ).toHaveLength(1);
  });

  test('claims count, those of templates too', () => {
    const claim = {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'c', namespace: 'uo-prod' },
      spec: { resources: { requests: { storage: '5Gi' } } },
    };
    const tree = withObjects(claim);
    Object.assign((tree.get('prod/platform/ResourceQuota.uo-prod.yaml') as Loose).spec.hard, {
      'requests.storage': '14Gi',
      persistentvolumeclaims: 2,
    });
    expect(messages('resources/within-quota', tree)).toEqual([
      `${path}["requests.storage"]: found "14Gi", expected at least 15Gi, what the namespace takes at its largest. ${repair}`,
    ]);
  });

  test('what an init container takes before counts where it is more', () => {
    const tree = inPod((spec) => {
      spec.initContainers = [
        { name: 'sidecar', restartPolicy: 'Always', resources: { requests: { cpu: '1' } } },
        { name: 'unpack', resources: { requests: { cpu: '2' } } },
      ];
      spec.strategy = undefined;
    });
    // (1 + 2) × (2 pods + 1 while rolling) instead of 0.1 × 3.
    expect(messages('resources/within-quota', tree)).toEqual([
      `${path}["requests.cpu"]: found "4", expected at least 9800m, what the namespace takes at its largest. ${repair}`,
    ]);
  });

  test('a quota of some pods only is not judged', () => {
    const tree = broken('ResourceQuota/uo-prod', (object) => {
      object.spec.hard.pods = '1';
      object.spec.scopes = ['Terminating'];
    });
    expect(messages('resources/within-quota', tree)).toEqual([]);
  });
});

test('an emptyDir without a limit can fill the node', () => {
  const tree = inPod((spec) => {
    spec.volumes = [
      { name: 'tmp', emptyDir: {} },
      { name: 'x', emptyDir: { sizeLimit: '0' } },
      { name: 'y', configMap: {} },
    ];
  });
  const repair = 'Set emptyDir.sizeLimit.';
  const at = '[Deployment.shop-cart-api.yaml] spec.template.spec.volumes';
  expect(messages('resources/empty-dir-limit', tree)).toEqual([
    `${at}[0].emptyDir.sizeLimit: found nothing, expected a quantity above zero. ${repair}`,
    `${at}[1].emptyDir.sizeLimit: found "0", expected a quantity above zero. ${repair}`,
  ]);
});
