import fc from 'fast-check';
import type { KubeObject } from '../../../lib/render/tree.ts';

// Small worlds: few names, few ports, few addresses, so that rules meet.
const values = fc.constantFrom('x', 'x', 'y');
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const without = (object: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

/** Labels of a pod or a namespace. */
export const labels = fc
  .record({ app: values, tier: fc.constantFrom('1', '2') }, { requiredKeys: [] })
  .map((each) => ({ ...each }) as Record<string, string>);

const expression = fc.oneof(
  fc.record({
    key: fc.constantFrom('app', 'tier'),
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.uniqueArray(fc.constantFrom('x', 'y', '1', '2'), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ key: fc.constantFrom('app', 'tier'), operator: fc.constantFrom('Exists', 'DoesNotExist') }),
);
const selector = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: fc.constantFrom('x', 'y').map((app) => ({ matchLabels: { app } })) },
  { weight: 3, arbitrary: expression.map((each) => ({ matchExpressions: [each] })) },
  {
    weight: 1,
    arbitrary: fc.record({ matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 2 }) }),
  },
);
const namespaceSelector = fc.oneof(
  selector,
  fc.constantFrom('a', 'b', 'far').map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })),
);

/** The edges of every block below, and places outside of all. */
export const addresses = [
  '10.0.0.0',
  '10.1.255.255',
  '10.2.0.0',
  '10.255.255.255',
  '11.0.0.1',
  '192.0.2.1',
  '2001:db8::1',
  '2001:db8:1::',
  '2002::1',
];
const block = fc.constantFrom(
  { cidr: '10.0.0.0/8' },
  { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] },
  { cidr: '10.0.0.0/9', except: ['10.0.0.0/16', '10.2.0.0/15'] },
  { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] },
  { cidr: '0.0.0.0/0' },
  { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] },
  { cidr: '::/0' },
);
const peer = fc.oneof(
  { weight: 3, arbitrary: selector.map((podSelector) => ({ podSelector })) },
  { weight: 2, arbitrary: namespaceSelector.map((each) => ({ namespaceSelector: each })) },
  { weight: 3, arbitrary: fc.record({ podSelector: selector, namespaceSelector }) },
  { weight: 2, arbitrary: block.map((ipBlock) => ({ ipBlock })) },
);

/** Ports to ask about: the edges of every range below, and the numbers that pods give to names. */
export const portNumbers = [1, 79, 80, 81, 82, 83, 443, 65535];
const protocol = maybe(fc.constantFrom('TCP', 'UDP', 'SCTP'));
const port = fc.oneof(
  fc.record({ protocol, port: fc.constantFrom(80, 81, 443) }),
  fc.record({ protocol, port: fc.constantFrom(80, 81), endPort: fc.constantFrom(81, 82, 443) }),
  fc.record({ protocol, port: fc.constantFrom('http', 'dns') }),
  fc.record({ protocol }),
);
// Mostly rules that mean someone: one for everyone hides all others.
const rule = (side: 'from' | 'to') =>
  fc
    .record({
      peers: fc.oneof(
        { weight: 1, arbitrary: maybe(fc.constant([])) },
        { weight: 9, arbitrary: fc.array(peer, { minLength: 1, maxLength: 3 }) },
      ),
      ports: maybe(fc.array(port.map(without), { maxLength: 2 })),
    })
    .map(({ peers, ports }) => without({ [side]: peers, ports }));

const policy = fc
  .record({
    namespace: fc.constantFrom('a', 'a', 'a', 'b', 'far'),
    podSelector: fc.oneof(fc.constant({}), selector),
    policyTypes: maybe(fc.constantFrom([], ['Ingress'], ['Egress'], ['Ingress', 'Egress'], ['Ingress', 'Egress'])),
    ingress: maybe(fc.array(rule('from'), { maxLength: 2 })),
    egress: maybe(fc.array(rule('to'), { maxLength: 2 })),
  })
  .map(({ namespace, ...spec }) => ({ namespace, spec: without(spec) }));

const containerPort = fc
  .record({ name: fc.constantFrom('http', 'dns'), containerPort: fc.constantFrom(80, 82, 443), protocol })
  .map(without);
const container = fc.record({ ports: fc.array(containerPort, { maxLength: 2 }) });
const workload = fc.record({
  kind: fc.constantFrom('Deployment', 'Pod', 'CronJob'),
  namespace: fc.constantFrom('a', 'a', 'a', 'b', 'c'),
  labels,
  spec: fc.record({
    containers: fc.array(container, { maxLength: 2 }),
    initContainers: fc.array(
      fc
        .record({
          ports: fc.array(containerPort, { maxLength: 1 }),
          restartPolicy: fc.constantFrom('Always', undefined),
        })
        .map(without),
      { maxLength: 1 },
    ),
    hostNetwork: fc.constantFrom(false, false, false, true),
  }),
});

function workloadObject(
  { kind, namespace, labels: own, spec }: typeof workload extends fc.Arbitrary<infer T> ? T : never,
  i: number,
): KubeObject {
  const metadata = { name: `w${i}`, namespace };
  const template = { metadata: { labels: own }, spec };
  if (kind === 'Pod') return { apiVersion: 'v1', kind, metadata: { ...metadata, labels: own }, spec };
  if (kind === 'CronJob')
    return { apiVersion: 'batch/v1', kind, metadata, spec: { jobTemplate: { spec: { template } } } };
  return { apiVersion: 'apps/v1', kind, metadata, spec: { template } };
}

/** A random cluster: namespaces a and b with labels, c undeclared, up to five workloads and five policies. */
export const cluster: fc.Arbitrary<KubeObject[]> = fc
  .record({
    a: labels,
    b: labels,
    workloads: fc.array(workload, { minLength: 1, maxLength: 5 }),
    policies: fc.array(policy, { maxLength: 5 }),
  })
  .map(({ a, b, workloads, policies }) => [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', labels: a } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'b', labels: b } },
    ...workloads.map(workloadObject),
    ...policies.map(({ namespace, spec }, i) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: `p${i}`, namespace },
      spec,
    })),
  ]);
