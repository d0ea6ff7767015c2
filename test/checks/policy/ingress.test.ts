import { describe, expect, test } from '@jest/globals';
import { broken, goodTree, type Loose, messages, withObjects } from '../good-tree.ts';

const ingress = (change: (object: Loose) => void) => broken('Ingress/shop-cart', change);
const path = '[Ingress.shop-cart.yaml] spec';

const route = (name: string, spec: Loose) => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name, namespace: 'uo-prod' },
  spec: { parentRefs: [{ name: 'shared' }], ...spec },
});
const backend = { rules: [{ backendRefs: [{ name: 'shop-cart-api', port: 8080 }] }] };

describe('hosts', () => {
  test('a host without a certificate is a fault', () => {
    const tree = ingress((object) => {
      object.spec.tls[0].hosts = ['other.example.com'];
    });
    expect(messages('ingress/tls', tree)).toEqual([
      `${path}.rules[0].host: found "cart.example.com", expected a host that spec.tls names. Add the host to spec.tls.`,
    ]);
  });

  test('a wildcard certificate covers it, and so does one that the load balancer holds', () => {
    const wildcard = ingress((object) => {
      object.spec.tls[0].hosts = ['*.example.com'];
    });
    expect(messages('ingress/tls', wildcard)).toEqual([]);
    const arn = ingress((object) => {
      delete object.spec.tls;
      object.metadata.annotations['alb.ingress.kubernetes.io/certificate-arn'] = 'arn:aws:acm:x';
    });
    expect(messages('ingress/tls', arn)).toEqual([]);
  });

  test('a rule for every host is a fault', () => {
    const tree = ingress((object) => {
      delete object.spec.rules[0].host;
      object.spec.defaultBackend = { service: { name: 'shop-cart-api', port: { number: 8080 } } };
    });
    expect(messages('ingress/host', tree)).toEqual([
      `${path}.defaultBackend: found a backend for every host, expected rules with hosts alone. Name the host.`,
      `${path}.rules[0].host: found nothing, expected a host. Name the host.`,
    ]);
  });

  test('a route for every host is a fault, unless it only redirects', () => {
    expect(messages('ingress/host', withObjects(route('all', backend)))).toEqual([
      '[HTTPRoute.all.yaml] spec.hostnames: found nothing, expected a host. Name the host.',
    ]);
    const redirect = route('redirect', { rules: [{ filters: [{ type: 'RequestRedirect' }] }] });
    expect(messages('ingress/host', withObjects(redirect))).toEqual([]);
  });
});

test('an Ingress without a class is a fault', () => {
  expect(
    messages(
      'ingress/class',
      ingress((object) => delete object.spec.ingressClassName),
    ),
  ).toEqual([
    `${path}.ingressClassName: found nothing, expected the name of an IngressClass. Set spec.ingressClassName.`,
  ]);
});

test('an annotation of the retired ingress-nginx is a fault', () => {
  const key = 'nginx.ingress.kubernetes.io/server-snippet';
  const tree = ingress((object) => {
    object.metadata.annotations[key] = '';
  });
  expect(messages('ingress/controller-is-maintained', tree)).toEqual([
    `[Ingress.shop-cart.yaml] metadata.annotations["${key}"]: found ${key}, expected no annotation of ingress-nginx. Say it with the Gateway API, or with annotations of the controller that runs.`,
  ]);
});

describe('clashes', () => {
  const repair = 'Give one of them another host or path.';

  test('two Ingresses for one host and path are a fault of the second', () => {
    const tree = goodTree();
    const copy = structuredClone(tree.get('prod/shop-cart/Ingress.shop-cart.yaml')) as Loose;
    copy.metadata.name = 'web';
    tree.set('prod/web/Ingress.web.yaml', copy);
    expect(messages('ingress/no-clash', tree)).toEqual([
      `[prod/web/Ingress.web.yaml] spec.rules[0].http.paths[0].path: found cart.example.com/, expected a way in that Ingress uo-prod/shop-cart does not have. ${repair}`,
    ]);
    copy.spec.rules[0].http.paths[0].path = '/web';
    expect(messages('ingress/no-clash', new Map(tree))).toEqual([]);
  });

  test('two routes for one match are a fault, on two Gateways they are none', () => {
    const spec = {
      hostnames: ['cart.example.com'],
      rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/api' } }] }],
    };
    expect(messages('ingress/no-clash', withObjects(route('a', spec), route('b', spec)))).toEqual([
      `[HTTPRoute.b.yaml] spec.rules[0].matches[0]: found cart.example.com/api, expected a way in that HTTPRoute uo-prod/a does not have. ${repair}`,
    ]);
    const elsewhere = route('b', { ...spec, parentRefs: [{ name: 'other' }] });
    expect(messages('ingress/no-clash', withObjects(route('a', spec), elsewhere))).toEqual([]);
  });

  test('a route without matches or hosts takes everything', () => {
    const spec = { rules: [{}] };
    expect(messages('ingress/no-clash', withObjects(route('a', spec), route('b', spec)))).toHaveLength(1);
  });
});

describe('backends', () => {
  const repair = "Name one of the Service's ports.";

  test('a port that the Service does not have is a fault', () => {
    const tree = ingress((object) => {
      object.spec.rules[0].http.paths[0].backend.service.port = { number: 80 };
    });
    expect(messages('ingress/backend-port', tree)).toEqual([
      `${path}.rules[0].http.paths[0].backend.service.port.number: found 80, expected a port of Service uo-prod/shop-cart-api: 8080. ${repair}`,
    ]);
  });

  test('a port may be named, also in the default backend', () => {
    const tree = ingress((object) => {
      object.spec.defaultBackend = { service: { name: 'shop-cart-api', port: { name: 'web' } } };
      object.spec.rules[0].http.paths[0].backend.service.port = { name: 'http' };
    });
    expect(messages('ingress/backend-port', tree)).toEqual([
      `${path}.defaultBackend.service.port.name: found "web", expected a port of Service uo-prod/shop-cart-api: 8080. ${repair}`,
    ]);
  });

  test('routes of the Gateway API are held to it', () => {
    const spec = {
      rules: [
        {
          backendRefs: [
            { name: 'shop-cart-api', port: 80 },
            { kind: 'Bucket', name: 'b' },
          ],
        },
      ],
    };
    expect(messages('ingress/backend-port', withObjects(route('a', spec)))).toEqual([
      `[HTTPRoute.a.yaml] spec.rules[0].backendRefs[0].port: found 80, expected a port of Service uo-prod/shop-cart-api: 8080. ${repair}`,
    ]);
  });
});
