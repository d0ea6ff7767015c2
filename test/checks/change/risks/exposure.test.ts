import { describe, expect, test } from '@jest/globals';
import { goodTree, type Loose, without } from '../../good-tree.ts';
import { found, make, plus, when, whenFrom } from '../found.ts';

const ingress = 'Ingress/shop-cart';

describe('a host and path', () => {
  const id = 'exposure/route';
  const words =
    'Everyone who reaches the ingress controller may ask there from now on. Make sure that what answers there is meant for them, and that it knows who asks.';
  const path = (value: Loose) => ({
    backend: { service: { name: 'shop-cart-api', port: { number: 8080 } } },
    ...value,
  });

  test('must not open unseen', () => {
    const messages = when(id, ingress, ({ spec }) => {
      spec.rules[0].http.paths.push(path({ path: '/admin', pathType: 'Prefix' }));
      spec.rules.push({ host: 'admin.example.com', http: { paths: [path({ path: '/only', pathType: 'Exact' })] } });
    });
    expect(messages).toEqual([
      `[Ingress.shop-cart.yaml] spec.rules[0].http.paths[1]: opens cart.example.com/admin. ${words}`,
      `[Ingress.shop-cart.yaml] spec.rules[1].http.paths[0]: opens admin.example.com = /only. ${words}`,
    ]);
  });

  test('must not open for every host', () => {
    const messages = when(id, ingress, ({ spec }) => {
      delete spec.rules[0].host;
      spec.defaultBackend = path({}).backend;
    });
    expect(messages).toEqual([`[Ingress.shop-cart.yaml] spec.defaultBackend: opens */. ${words}`]);
  });

  test('must not open by a route of the Gateway API or of Traefik', () => {
    const http = make('gateway.networking.k8s.io/v1', 'HTTPRoute', 'web', {
      spec: {
        hostnames: ['a.example.com', 'b.example.com'],
        rules: [{}, { matches: [{ path: { type: 'RegularExpression', value: '/v[0-9]' } }] }],
      },
    });
    const grpc = make('gateway.networking.k8s.io/v1', 'GRPCRoute', 'rpc', {
      spec: { rules: [{ matches: [{ method: { service: 'cart.Cart', method: 'Add' } }] }] },
    });
    const traefik = make('traefik.io/v1alpha1', 'IngressRoute', 'old', {
      spec: { routes: [{ match: 'Host(`c.example.com`)' }] },
    });
    const messages = found(id, goodTree(), plus(http, grpc, traefik));
    expect(messages.map((message) => /opens (.*?)\. Everyone/.exec(message)?.[1])).toEqual([
      '*/cart.Cart/Add',
      'a.example.com/',
      'b.example.com/',
      'a.example.com ~ /v[0-9]',
      'b.example.com ~ /v[0-9]',
      'Host(`c.example.com`)',
    ]);
  });

  test('may move from an Ingress to an HTTPRoute, and narrow from all below a path to the path alone', () => {
    const http = make('gateway.networking.k8s.io/v1', 'HTTPRoute', 'web', {
      spec: { hostnames: ['cart.example.com'] },
    });
    http.spec.rules = [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }] }];
    expect(found(id, goodTree(), new Map([...without(ingress), ['prod/shop-cart/HTTPRoute.web.yaml', http]]))).toEqual(
      [],
    );
    expect(when(id, ingress, ({ spec }) => Object.assign(spec.rules[0].http.paths[0], { pathType: 'Exact' }))).toEqual(
      [],
    );
  });

  test('must not widen from a path alone to all below it', () => {
    const type = (pathType: string) => (object: Loose) => {
      object.spec.rules[0].http.paths = [path({ path: '/api', pathType })];
    };
    expect(whenFrom(id, ingress, type('Exact'), type('Prefix'))[0]).toContain('opens cart.example.com/api.');
  });

  test('may go, and lead elsewhere', () => {
    expect(found(id, goodTree(), without(ingress))).toEqual([]);
    expect(
      when(id, ingress, ({ spec }) => Object.assign(spec.rules[0].http.paths[0].backend.service, { name: 'x' })),
    ).toEqual([]);
  });
});

describe('a Service', () => {
  const id = 'exposure/service';
  const words =
    'A load balancer or a port of every node leads to its pods, past the ingress controller. Make it a ClusterIP and route to it, or name in loadBalancerSourceRanges who may come.';
  const api = 'Service/shop-cart-api';
  const set = (fields: Loose) => (object: Loose) => Object.assign(object.spec, fields);

  test('must not become reachable from outside unseen', () => {
    expect(when(id, api, set({ type: 'LoadBalancer' }))).toEqual([
      `[Service.shop-cart-api.yaml] spec.type: is LoadBalancer instead of ClusterIP. ${words}`,
    ]);
    expect(when(id, api, set({ externalIPs: ['192.0.2.1'] }))).toEqual([
      `[Service.shop-cart-api.yaml] spec.externalIPs: answers at 192.0.2.1. ${words}`,
    ]);
  });

  test('must not come with a port on every node', () => {
    expect(found(id, goodTree(), plus(make('v1', 'Service', 'new', { spec: { type: 'NodePort' } })))).toEqual([
      `[Service.new.yaml] spec.type: is NodePort. ${words}`,
    ]);
  });

  test('that is a load balancer must not let more addresses in', () => {
    const ranges = (...list: string[]) => set({ type: 'LoadBalancer', loadBalancerSourceRanges: list });
    const file = '[Service.shop-cart-api.yaml] spec.loadBalancerSourceRanges:';
    expect(whenFrom(id, api, ranges('192.0.2.0/24'), ranges('192.0.2.0/24', '0.0.0.0/0'))).toEqual([
      `${file} lets in 0.0.0.0/0. ${words}`,
    ]);
    expect(whenFrom(id, api, ranges('192.0.2.0/24'), ranges())).toEqual([
      `${file} is removed, it was ["192.0.2.0/24"]: everyone may come. ${words}`,
    ]);
  });

  test('that everyone reaches may name who may come', () => {
    const narrowed = set({ type: 'LoadBalancer', loadBalancerSourceRanges: ['192.0.2.0/24'] });
    expect(whenFrom(id, api, set({ type: 'LoadBalancer' }), narrowed)).toEqual([]);
  });

  test('may come inside the cluster, and fall back from a load balancer to a port of every node', () => {
    expect(found(id, goodTree(), plus(make('v1', 'Service', 'new', { spec: {} })))).toEqual([]);
    expect(whenFrom(id, api, set({ type: 'LoadBalancer' }), set({ type: 'NodePort' }))).toEqual([]);
  });
});

describe('a pod', () => {
  const id = 'exposure/host';
  const words =
    "Whoever reaches the node reaches the pods, and network policies may not hold for the node's network. Remove hostPort or hostNetwork and reach the pods through a Service.";
  const api = 'Deployment/shop-cart-api';
  const port = (hostPort: number) => (object: Loose) =>
    Object.assign(object.spec.template.spec.containers[0].ports[0], { hostPort });
  const network = (object: Loose) => Object.assign(object.spec.template.spec, { hostNetwork: true });

  test('must not take a port of its node, or its network', () => {
    expect(when(id, api, port(80))).toEqual([
      `[Deployment.shop-cart-api.yaml] spec.template.spec.containers[0].ports[0].hostPort: takes port 80 of the node. ${words}`,
    ]);
    expect(when(id, api, network)).toEqual([
      `[Deployment.shop-cart-api.yaml] spec.template.spec.hostNetwork: shares the node's network. ${words}`,
    ]);
  });

  test('must not come with one', () => {
    const agent = make('apps/v1', 'DaemonSet', 'agent', {
      spec: { template: { spec: { hostNetwork: true, containers: [] } } },
    });
    expect(found(id, goodTree(), plus(agent))).toHaveLength(1);
  });

  test('may keep what it has', () => {
    const both = (object: Loose) => Object.assign(port(80)(object), { name: 'x' });
    expect(whenFrom(id, api, port(80), both)).toEqual([]);
  });
});
