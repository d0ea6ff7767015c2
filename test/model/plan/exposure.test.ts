import { describe, expect, test } from '@jest/globals';
import { eks, existing, k3s, type WorkloadProps } from '../../../lib/model/index.ts';
import { workloadWith } from './plan-of.ts';

const routes = [{ path: '/' }, { host: 'shop', path: '/' }, { host: 'shop', path: '/api/v1' }];
const certManager = { kind: 'cert-manager', clusterIssuer: 'ca' } as const;
const exposed = (props: WorkloadProps, where: Parameters<typeof workloadWith>[1]) =>
  workloadWith(props, where).exposures;

describe('the same routes', () => {
  test('on a gateway are one HTTPRoute a host, on the listener of its certificate', () => {
    expect(exposed({ routes }, { cluster: k3s() })).toEqual([
      {
        kind: 'http-route',
        name: 'shop-search',
        gateway: 'edge',
        listener: 'https-apex',
        host: 'shop.example',
        routes: [{ host: 'shop.example', path: '/', port: 8080 }],
      },
      {
        kind: 'http-route',
        name: 'shop-search-shop',
        gateway: 'edge',
        listener: 'https',
        host: 'shop.shop.example',
        routes: [
          { host: 'shop.shop.example', path: '/', port: 8080 },
          { host: 'shop.shop.example', path: '/api/v1', port: 8080 },
        ],
      },
    ]);
  });

  test('on Traefik are one Ingress a host, with a certificate each', () => {
    const [apex, shop] = exposed({ routes }, { cluster: existing(), tls: certManager });
    expect(apex).toMatchObject({ kind: 'ingress', className: 'traefik', tlsSecret: 'shop-search-tls' });
    expect(shop).toMatchObject({ host: 'shop.shop.example', tlsSecret: 'shop-search-shop-tls' });
    expect(shop).toMatchObject({ annotations: { 'cert-manager.io/cluster-issuer': 'ca' } });
    expect(shop?.routes).toHaveLength(2);
  });

  test('on AWS are one Ingress a path, the longest tried first by the load balancer that all share', () => {
    const all = exposed({ routes }, { cluster: eks(), tls: certManager });
    expect(all.map(({ name }) => name)).toEqual(['shop-search', 'shop-search-shop', 'shop-search-shop-api-v1']);
    const orders = all.map((way) => way.kind === 'ingress' && way.annotations['alb.ingress.kubernetes.io/group.order']);
    expect(orders).toEqual(['999', '999', '993']);
    for (const way of all) {
      expect(way).toMatchObject({
        tlsSecret: undefined,
        annotations: {
          'alb.ingress.kubernetes.io/group.name': 'prod',
          'alb.ingress.kubernetes.io/healthcheck-path': '/health',
          'alb.ingress.kubernetes.io/security-groups': 'unifyops-prod-edge',
          'alb.ingress.kubernetes.io/target-type': 'ip',
        },
      });
    }
  });
});

test('load balancers go behind the firewall where the cluster has one', () => {
  const firewall = (waf: boolean) => {
    const [way] = exposed({ routes }, { cluster: eks({ waf }) });
    return way?.kind === 'ingress' ? way.annotations['alb.ingress.kubernetes.io/wafv2-acl-name'] : 'no Ingress';
  };
  expect([firewall(true), firewall(false)]).toEqual(['unifyops-prod-edge', undefined]);
});

test('a further host renames no route that is there', () => {
  const before = exposed({ routes: routes.slice(1) }, {});
  const after = exposed({ routes: [...routes.slice(1), { host: 'b', path: '/' }] }, {});
  expect(after.map(({ name }) => name)).toEqual([...before.map(({ name }) => name), 'shop-search-b']);
});

test("Traefik's own certificate serves where nobody signs", () => {
  const [way] = exposed({ routes }, { cluster: existing() });
  expect(way).toMatchObject({
    tlsSecret: undefined,
    annotations: { 'traefik.ingress.kubernetes.io/router.tls': 'true' },
  });
});

test('a load balancer is told of no health path where the pods are not asked by HTTP', () => {
  const [way] = exposed({ routes, health: { readiness: { tcp: 'http' } } }, { cluster: eks() });
  expect(Object.keys(way?.kind === 'ingress' ? way.annotations : {})).not.toContain(
    'alb.ingress.kubernetes.io/healthcheck-path',
  );
});

test('a workload without routes is not reachable from outside', () => {
  expect(exposed({ routes: [] }, {})).toEqual([]);
});
