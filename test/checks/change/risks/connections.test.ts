import { describe, expect, test } from '@jest/globals';
import { broken, goodTree, type Loose } from '../../good-tree.ts';
import { folder, found, make, when } from '../found.ts';

const service = 'NetworkPolicy/shop-cart-service';
const file = '[Deployment.shop-cart-service.yaml]';
const allow = (half: 'ingress' | 'egress', rule: Loose) => (object: Loose) => object.spec[half].push(rule);

describe('the ingress controller', () => {
  const id = 'exposure/ingress-controller';

  test('must not reach a workload unseen that it did not reach', () => {
    const next = new Map(
      broken(
        service,
        allow('ingress', {
          from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'traefik' } } }],
          ports: [{ port: 8080 }],
        }),
      ),
    );
    const path = 'prod/shop-cart/Ingress.shop-cart.yaml';
    const ingress = structuredClone(next.get(path)) as Loose;
    ingress.spec.rules[0].http.paths.push({
      path: '/service',
      pathType: 'Prefix',
      backend: { service: { name: 'shop-cart-service', port: { number: 8080 } } },
    });
    next.set(path, ingress);
    expect(found(id, goodTree(), next)).toEqual([
      `${file} {ingress-controller} => uo-prod/shop-cart-service[Deployment] : TCP 8080 is allowed. Whoever reaches the ingress controller reaches the workload through it. Make sure that what answers there is meant for them.`,
    ]);
  });

  test('may go on reaching what it reached', () => {
    expect(when(id, 'Deployment/shop-cart-api', ({ spec }) => Object.assign(spec, { replicas: 3 }))).toEqual([]);
  });
});

describe('addresses outside of the cluster', () => {
  test('must not reach a workload unseen', () => {
    const block = { from: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: [{ port: 8080 }] };
    expect(when('exposure/from-addresses', service, allow('ingress', block))).toEqual([
      `${file} 192.0.2.0-192.0.2.255[External] => uo-prod/shop-cart-service[Deployment] : TCP 8080 is allowed. Anything at these addresses may connect, past the ingress controller. Name the few addresses that need it in ipBlock, or remove the rule.`,
    ]);
  });

  test('are not reached because a pod calls them', () => {
    const block = { to: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: [{ port: 443 }] };
    expect(when('exposure/from-addresses', service, allow('egress', block))).toEqual([]);
  });
});

describe('the internet', () => {
  const id = 'exposure/to-internet';
  const words =
    'Whoever takes over a pod can send there what the pod can read. Name the few addresses that the workload needs, and except the ranges of the cluster.';

  test('must not be reached unseen, and its ranges are told as one', () => {
    const internet = {
      to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '192.168.0.0/16'] } }],
      ports: [{ port: 443 }],
    };
    expect(when(id, service, allow('egress', internet))).toEqual([
      `${file} uo-prod/shop-cart-service[Deployment] => 0.0.0.0-9.255.255.255[External] and 2 further ranges : TCP 443 is allowed. ${words}`,
    ]);
  });

  test('is more than a private range', () => {
    const inside = { to: [{ ipBlock: { cidr: '10.20.0.0/16' } }], ports: [{ port: 5432 }] };
    expect(when(id, service, allow('egress', inside))).toEqual([]);
  });

  test('is reached by a workload that comes without a policy, in any folder of YAML', () => {
    const pod = { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'main', image: 'a/b:1' }] } };
    const workload = make('apps/v1', 'Deployment', 'a', { spec: { template: pod } });
    const other = make('v1', 'ConfigMap', 'b');
    expect(found(id, folder(other), folder(other, workload))).toEqual([
      `[Deployment-a.yaml] uo-prod/a[Deployment] => 0.0.0.0-255.255.255.255[External] : All Connections is allowed. ${words}`,
    ]);
  });

  test('is reached by bare pods too, which are called after their owner', () => {
    const pod = make('v1', 'Pod', 'a-1', { spec: { containers: [] } });
    pod.metadata.ownerReferences = [{ kind: 'Runner', name: 'a', controller: true }];
    const other = make('v1', 'ConfigMap', 'b');
    expect(found(id, folder(other), folder(other, pod))).toEqual([
      `[uo-prod/a[Runner]] uo-prod/a[Runner] => 0.0.0.0-255.255.255.255[External] : All Connections is allowed. ${words}`,
    ]);
  });
});
