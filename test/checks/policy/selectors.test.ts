import { describe, expect, test } from '@jest/globals';
import { broken, goodTree, type Loose, messages, without } from '../good-tree.ts';

const nameLabel = 'app.kubernetes.io/name';

describe('versions in selectors', () => {
  const repair = 'Remove the label from the selector; it may stay on the pods.';

  test.each([
    ['Deployment/shop-cart-api', 'spec.selector.matchLabels', (object) => object.spec.selector.matchLabels],
    ['Service/shop-cart-api', 'spec.selector', (object) => object.spec.selector],
    ['PodDisruptionBudget/shop-cart-api', 'spec.selector.matchLabels', (object) => object.spec.selector.matchLabels],
    ['NetworkPolicy/shop-cart-api', 'spec.podSelector.matchLabels', (object) => object.spec.podSelector.matchLabels],
    [
      'NetworkPolicy/shop-cart-service',
      'spec.ingress[0].from[0].podSelector.matchLabels',
      (object) => object.spec.ingress[0].from[0].podSelector.matchLabels,
    ],
  ] as [string, string, (object: Loose) => Loose][])('%s must not select by version in %s', (id, path, labels) => {
    const tree = broken(id, (object) => {
      labels(object)['app.kubernetes.io/version'] = '1.4.0';
    });
    expect(messages('selectors/no-version', tree)).toEqual([
      `[${id.replace('/', '.')}.yaml] ${path}["app.kubernetes.io/version"]: found app.kubernetes.io/version, expected labels that stay from release to release. ${repair}`,
    ]);
  });

  test('an expression counts too', () => {
    const tree = broken('StatefulSet/shop-cart-db', (object) => {
      object.spec.selector.matchExpressions = [{ key: 'helm.sh/chart', operator: 'Exists' }];
    });
    expect(messages('selectors/no-version', tree)).toEqual([
      `[StatefulSet.shop-cart-db.yaml] spec.selector.matchExpressions[0]["helm.sh/chart"]: found helm.sh/chart, expected labels that stay from release to release. ${repair}`,
    ]);
  });
});

describe('controllers', () => {
  test('a selector that its own template does not fit is a fault', () => {
    const tree = broken('Deployment/shop-cart-api', (object) => {
      object.spec.selector.matchLabels[nameLabel] = 'cart-api';
    });
    expect(messages('selectors/own-pods', tree)).toEqual([
      expect.stringMatching(
        /^\[Deployment\.shop-cart-api\.yaml\] spec\.selector: found \{"matchLabels":\{"app\.kubernetes\.io\/name":"cart-api"\}\}, expected a selector that fits the labels \{"app.*\. Write the selector's labels on the pod template\.$/,
      ),
    ]);
  });

  test('a selector that takes the pods of another workload is a fault', () => {
    const tree = broken('Deployment/shop-cart-api', (object) => {
      object.spec.selector.matchLabels = { 'app.kubernetes.io/part-of': 'shop' };
    });
    expect(messages('selectors/no-overlap', tree)).toEqual(
      [
        'CronJob uo-prod/shop-cart-backup',
        'Deployment uo-prod/shop-cart-service',
        'Job uo-prod/shop-cart-migrate-1.4.0',
        'StatefulSet uo-prod/shop-cart-db',
      ].map(
        (other) =>
          `[Deployment.shop-cart-api.yaml] spec.selector: found a selector that fits the pods of ${other}, expected its own pods only. Add a label to the selector that tells the two apart.`,
      ),
    );
  });

  test('the same labels in another namespace are nothing to it', () => {
    const tree = goodTree();
    const copy = structuredClone(tree.get('prod/shop-cart/Deployment.shop-cart-api.yaml')!) as Loose;
    copy.metadata.namespace = 'other';
    tree.set('prod/other/Deployment.shop-cart-api.yaml', copy);
    expect(messages('selectors/no-overlap', tree)).toEqual([]);
  });
});

describe('selectors of nothing', () => {
  const repair = 'Correct the selector, or remove the object.';

  test('a Service without pods is a fault', () => {
    const tree = broken('Service/shop-cart-api', (object) => {
      object.spec.selector = { app: 'api' };
    });
    expect(messages('selectors/service-selects-pods', tree)).toEqual([
      `[Service.shop-cart-api.yaml] spec.selector: found {"app":"api"}, expected labels of pods in uo-prod. ${repair}`,
    ]);
  });

  test('a Service without a selector has its endpoints from elsewhere', () => {
    const tree = broken('Service/shop-cart-api', (object) => delete object.spec.selector);
    expect(messages('selectors/service-selects-pods', tree)).toEqual([]);
    expect(messages('selectors/service-selects-no-job', tree)).toEqual([]);
  });

  test("a Service that also takes a job's pods is a fault", () => {
    const tree = broken('Service/shop-cart-api', (object) => {
      object.spec.selector = { 'app.kubernetes.io/part-of': 'shop' };
    });
    const after =
      'expected pods that run on. Give the job a label of its own, or the Service a selector that tells them apart.';
    expect(messages('selectors/service-selects-no-job', tree)).toEqual([
      `[Service.shop-cart-api.yaml] spec.selector: found the pods of CronJob uo-prod/shop-cart-backup, ${after}`,
      `[Service.shop-cart-api.yaml] spec.selector: found the pods of Job uo-prod/shop-cart-migrate-1.4.0, ${after}`,
    ]);
  });

  test('a disruption budget of nothing is a fault', () => {
    expect(messages('selectors/budget-selects-pods', without('Deployment/shop-cart-api'))).toEqual([
      `[PodDisruptionBudget.shop-cart-api.yaml] spec.selector: found {"matchLabels":{"app.kubernetes.io/name":"shop-cart-api"}}, expected labels of pods in uo-prod. ${repair}`,
    ]);
  });

  test('a network policy of nothing is a fault, one of the whole namespace is not', () => {
    expect(messages('selectors/policy-selects-pods', without('Deployment/shop-cart-api'))).toEqual([
      `[NetworkPolicy.shop-cart-api.yaml] spec.podSelector: found {"matchLabels":{"app.kubernetes.io/name":"shop-cart-api"}}, expected labels of pods in uo-prod. ${repair}`,
    ]);
  });

  test('a peer that should be in the tree and is not is a fault, one elsewhere is not', () => {
    const tree = broken('NetworkPolicy/shop-cart-api', ({ spec }) => {
      spec.egress[1].to = [
        { podSelector: { matchLabels: { app: 'service' } } },
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'uo-prod' } },
          podSelector: { matchLabels: { app: 'other' } },
        },
        { namespaceSelector: { matchLabels: { team: 'shop' } }, podSelector: { matchLabels: { app: 'x' } } },
      ];
    });
    const after = 'expected labels of pods in uo-prod. Correct the selector, or remove the peer.';
    expect(messages('selectors/peer-selects-pods', tree)).toEqual([
      `[NetworkPolicy.shop-cart-api.yaml] spec.egress[1].to[0].podSelector: found {"matchLabels":{"app":"service"}}, ${after}`,
      `[NetworkPolicy.shop-cart-api.yaml] spec.egress[1].to[1].podSelector: found {"matchLabels":{"app":"other"}}, ${after}`,
    ]);
  });
});
