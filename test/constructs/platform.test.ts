import { describe, expect, test } from '@jest/globals';
import { eks, existing, k3s } from '../../lib/model/index.ts';
import { objectOf, objectsOf, rendered, renderedStacks, renderedWorkload } from './rendered.ts';

const certManager = { kind: 'cert-manager', clusterIssuer: 'ca' } as const;

describe('the platform of an environment', () => {
  const tree = rendered();

  test('is a namespace of no namespace, held to Pod Security restricted and never pruned', () => {
    const { metadata } = objectOf(tree, 'Namespace');
    expect(metadata).not.toHaveProperty('namespace');
    expect(metadata.annotations['argocd.argoproj.io/sync-options']).toBe('Prune=false,Delete=false');
    for (const mode of ['enforce', 'audit', 'warn']) {
      expect(metadata.labels[`pod-security.kubernetes.io/${mode}`]).toBe('restricted');
    }
  });

  test('every other object is in that namespace', () => {
    for (const [path, { kind, metadata }] of tree) {
      expect(`${path} ${metadata.namespace}`).toBe(`${path} ${kind === 'Namespace' ? undefined : 'shop-prod'}`);
    }
  });

  test('has the quota of the environment, and no way in beside the declared one', () => {
    expect(objectOf(tree, 'ResourceQuota').spec.hard).toEqual({
      'requests.cpu': '20',
      'requests.memory': '40Gi',
      'requests.storage': '200Gi',
      pods: '200',
      'services.loadbalancers': '0',
      'services.nodeports': '0',
    });
  });

  test('gives a container that says nothing the small size of the environment', () => {
    const small = { requests: { cpu: '10m', memory: '32Mi' }, limits: { cpu: '100m', memory: '64Mi' } };
    const limits = objectOf(renderedStacks([], { sizes: { small } }), 'LimitRange').spec.limits;
    expect(limits).toEqual([{ type: 'Container', defaultRequest: small.requests, default: small.limits }]);
  });

  test('comes before everything that stands on it', () => {
    const wave = (kind: string, name = '') =>
      Number(objectOf(tree, kind, name).metadata.annotations['argocd.argoproj.io/sync-wave']);
    expect(wave('Namespace')).toBeLessThan(wave('ResourceQuota'));
    expect(wave('NetworkPolicy', 'default-deny')).toBeLessThan(wave('NetworkPolicy', 'shop-search'));
  });
});

describe('the same routes of a stack file', () => {
  const routes = [{ host: 'find', path: '/search' }];

  test('on k3s are an HTTPRoute on the shared Gateway, which ends TLS and sends plain HTTP on', () => {
    const tree = renderedWorkload({ routes }, { tls: certManager });
    expect(objectOf(tree, 'HTTPRoute', 'shop-search').spec).toEqual({
      parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge', sectionName: 'https' }],
      hostnames: ['find.shop.example'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/search' } }],
          backendRefs: [{ group: '', kind: 'Service', name: 'shop-search', port: 8080, weight: 1 }],
        },
      ],
    });
    const gateway = objectOf(tree, 'Gateway');
    expect(gateway.metadata.annotations['cert-manager.io/cluster-issuer']).toBe('ca');
    expect(
      gateway.spec.listeners.map(({ name, hostname, port }: Record<string, unknown>) => [name, hostname, port]),
    ).toEqual([
      ['http', undefined, 8000],
      ['https-apex', 'shop.example', 8443],
      ['https', '*.shop.example', 8443],
    ]);
    expect(objectOf(tree, 'HTTPRoute', 'https-redirect').spec.rules[0].filters[0].requestRedirect.scheme).toBe('https');
    expect(objectsOf(tree, 'Ingress')).toEqual([]);
  });

  test('on Traefik are an Ingress with a certificate of its own', () => {
    const tree = renderedWorkload({ routes }, { cluster: existing(), tls: certManager });
    expect(objectOf(tree, 'Ingress').spec).toMatchObject({
      ingressClassName: 'traefik',
      tls: [{ hosts: ['find.shop.example'], secretName: 'shop-search-tls' }],
      rules: [{ host: 'find.shop.example', http: { paths: [{ path: '/search', pathType: 'Prefix' }] } }],
    });
    expect([...objectsOf(tree, 'HTTPRoute'), ...objectsOf(tree, 'Gateway')]).toEqual([]);
  });

  test('on AWS are an Ingress of the load balancer that the environment shares', () => {
    const { metadata, spec } = objectOf(renderedWorkload({ routes }, { cluster: eks(), tls: certManager }), 'Ingress');
    expect(metadata.annotations).toMatchObject({
      'alb.ingress.kubernetes.io/group.name': 'prod',
      'alb.ingress.kubernetes.io/ssl-redirect': '443',
      'alb.ingress.kubernetes.io/target-type': 'ip',
    });
    expect(spec.tls).toEqual([{ hosts: ['find.shop.example'] }]);
  });

  test('need no Gateway where nothing is exposed', () => {
    expect(objectsOf(renderedWorkload({ routes: [] }), 'Gateway')).toEqual([]);
  });

  test('on a Gateway without an issuer ask a person for the certificate', () => {
    const { metadata } = objectOf(renderedWorkload({ routes }, { cluster: k3s() }), 'Gateway');
    expect(metadata.annotations['unifyops.dev/provided-secrets']).toBe('edge-tls');
  });
});

test('a retired stack leaves a marker, so that Argo CD may prune all the rest', () => {
  const tree = renderedStacks([], { retired: ['shop/search'] });
  expect([...tree.keys()].filter((path) => path.startsWith('prod/shop-search/'))).toEqual([
    'prod/shop-search/ConfigMap.shop-search-retired.yaml',
  ]);
});
