import { describe, expect, test } from '@jest/globals';
import { explain, solve } from '../../../lib/checks/traffic/index.ts';
import { objects, policy, shop } from './shop.ts';

const service = (ports: string, more = 'selector: { app: web }') =>
  `{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { ${more}, ports: ${ports} } }`;
const ingress = (backend: string) =>
  `{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: web, namespace: shop }, spec: { rules: [{ http: { paths: [{ backend: ${backend} }] } }] } }`;
const httpRoute = (rules: string, namespace = 'shop') =>
  `{ apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: web, namespace: ${namespace} }, spec: { rules: ${rules} } }`;
const fromEdge = httpRoute('[{ backendRefs: [{ name: web, namespace: shop, port: 80 }] }]', 'edge');
const grant = (to: string, from = 'edge') =>
  `{ apiVersion: gateway.networking.k8s.io/v1beta1, kind: ReferenceGrant, metadata: { name: g, namespace: shop }, spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: ${from} }], to: ${to} } }`;
const toWeb = '{ service: { name: web, port: { number: 80 } } }';

/** The lines of the ingress controller. */
function edgeLines(yaml: string[], ...policies: ReturnType<typeof policy>[]): string[] {
  const connections = solve([...shop, ...objects(yaml.join('\n---\n')), ...policies]);
  const lines = connections.list().filter(({ from }) => from.kind === 'ingress-controller');
  for (const { to, ports } of lines) expect(connections.allowed('{ingress-controller}', to).equals(ports)).toBe(true);
  return lines.map(({ from, to, ports }) => `${from.id} => ${to.id} : ${ports}`);
}

const web = (ports: string) => [`{ingress-controller} => shop/web[Deployment] : ${ports}`];

describe('the ingress controller reaches the pod port behind', () => {
  test.each<[string, string[], string[]]>([
    ['a Service port by number', [service('[{ port: 80, targetPort: 8080 }]'), ingress(toWeb)], web('TCP 8080')],
    [
      'a Service port by name',
      [
        service('[{ name: a, port: 80, targetPort: 1 }, { name: b, port: 81, targetPort: 2 }]'),
        ingress('{ service: { name: web, port: { name: b } } }'),
      ],
      web('TCP 2'),
    ],
    [
      'a Service port whose target is a container port by name',
      [service('[{ port: 80, targetPort: http }]'), ingress(toWeb)],
      web('TCP 8080'),
    ],
    ['a Service port without target, by the same number', [service('[{ port: 80 }]'), ingress(toWeb)], web('TCP 80')],
    [
      'a default backend',
      [
        service('[{ port: 80 }]'),
        `{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: web, namespace: shop }, spec: { defaultBackend: ${toWeb} } }`,
      ],
      web('TCP 80'),
    ],
    [
      'an HTTPRoute',
      [service('[{ port: 80, targetPort: 8080 }]'), httpRoute('[{ backendRefs: [{ name: web, port: 80 }] }]')],
      web('TCP 8080'),
    ],
    [
      'an HTTPRoute of another namespace that a ReferenceGrant lets name the Service',
      [service('[{ port: 80, targetPort: 8080 }]'), fromEdge, grant('[{ group: "", kind: Service }]')],
      web('TCP 8080'),
    ],
    [
      'an HTTPRoute of another namespace that a ReferenceGrant lets name just this Service',
      [service('[{ port: 80, targetPort: 8080 }]'), fromEdge, grant('[{ group: "", kind: Service, name: web }]')],
      web('TCP 8080'),
    ],
    [
      'a mirror of an HTTPRoute',
      [
        service('[{ port: 80, targetPort: 8080 }]'),
        httpRoute('[{ filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: web, port: 80 } } }] }]'),
      ],
      web('TCP 8080'),
    ],
  ])('%s', (_, yaml, expected) => {
    expect(edgeLines(yaml)).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ['a port that the Service does not have', [service('[{ port: 81 }]'), ingress(toWeb)]],
    ['a target name that the pod does not have', [service('[{ port: 80, targetPort: nope }]'), ingress(toWeb)]],
    ['a UDP port', [service('[{ port: 80, protocol: UDP }]'), ingress(toWeb)]],
    ['a Service without a selector', [service('[{ port: 80 }]', 'clusterIP: None'), ingress(toWeb)]],
    [
      'a Service of an external name',
      [service('[{ port: 80 }]', 'type: ExternalName, selector: { app: web }'), ingress(toWeb)],
    ],
    ['no Service at all', [ingress(toWeb)]],
    ['a Service of another namespace without a ReferenceGrant', [service('[{ port: 80 }]'), fromEdge]],
    [
      'a Service that the ReferenceGrant leaves out',
      [service('[{ port: 80 }]'), fromEdge, grant('[{ kind: Service, name: other }]')],
    ],
    [
      'a route that the ReferenceGrant leaves out',
      [service('[{ port: 80 }]'), fromEdge, grant('[{ kind: Service }]', 'other')],
    ],
    [
      'a backend that is no Service',
      [
        service('[{ port: 80 }]'),
        ingress('{ resource: { kind: Bucket, name: web } }'),
        httpRoute('[{ backendRefs: [{ kind: Bucket, name: web }] }]'),
      ],
    ],
  ])('but not %s', (_, yaml) => {
    expect(edgeLines(yaml)).toEqual([]);
  });
});

describe('a policy lets the ingress controller through', () => {
  const exposed = [service('[{ port: 80, targetPort: 8080 }]'), ingress(toWeb)];
  const from = (peer: string, port = 8080) =>
    policy(
      `{ podSelector: { matchLabels: { app: web } }, ingress: [{ from: [${peer}], ports: [{ port: ${port} }] }] }`,
    );

  test.each([
    [
      'from a namespace that is not in the tree',
      '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: traefik } } }',
    ],
    ['from any namespace', '{ namespaceSelector: {} }'],
    ['from addresses, for a load balancer may be no pod', '{ ipBlock: { cidr: 10.0.0.0/16 } }'],
  ])('%s', (_, peer) => {
    expect(edgeLines(exposed, from(peer))).toEqual(web('TCP 8080'));
  });

  test('but not by a rule for pods of the tree', () => {
    expect(edgeLines(exposed, from('{ podSelector: { matchLabels: { app: db } } }'))).toEqual([]);
  });

  test('by a rule for pods of the tree only in the permissive reading: the controller may be one of them', () => {
    const connections = solve([
      ...shop,
      ...objects(exposed.join('\n---\n')),
      from('{ podSelector: { matchLabels: { app: db } } }'),
    ]);
    const lines = (['strict', 'permissive'] as const).map((reading) =>
      String(connections.as({ reading }).allowed('{ingress-controller}', 'shop/web')),
    );
    expect(lines).toEqual(['No Connections', 'TCP 8080']);
    const { answer, doubts } = explain(connections, '{ingress-controller}', 'shop/web');
    expect([answer, doubts]).toEqual(['contested', [expect.stringContaining('means it if it is one of these pods')]]);
  });

  test('but not on a port that is not exposed', () => {
    expect(edgeLines(exposed, from('{ namespaceSelector: {} }', 9090))).toEqual([]);
  });

  test('where the egress half alone is asked for, for it has no policies here', () => {
    const connections = solve([...shop, ...objects(exposed.join('\n---\n')), from('{ podSelector: {} }')], {
      direction: 'egress',
    });
    expect(String(connections.allowed('{ingress-controller}', 'shop/web'))).toBe('TCP 8080');
    expect(connections.list().filter(({ from }) => from.kind === 'ingress-controller')).toEqual([]);
  });
});
