import type { KubeObject } from '../../lib/render/tree.ts';

const perNamespace = 20;
const tiers = ['app', 'api', 'service', 'database'];

/**
 * A cluster as a platform team has it: namespaces of 20 workloads under default deny, a policy of its own for each workload, DNS and
 * scraping for all, here and there a named port, a block of addresses or a rule for many. `policies` should exceed `workloads`.
 */
export function benchCluster(workloads: number, policies: number): KubeObject[] {
  const namespaces = Math.ceil(workloads / perNamespace);
  return [
    ...Array.from({ length: namespaces }, (_, i) => namespace(i)),
    ...Array.from({ length: workloads }, (_, i) => workload(i)),
    ...Array.from({ length: policies }, (_, i) =>
      i < namespaces
        ? policy(`deny-${i}`, i, { podSelector: {}, policyTypes: ['Ingress', 'Egress'] })
        : own(i - namespaces, workloads),
    ),
  ];
}

function namespace(i: number): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: `ns-${i}`, labels: { team: `t${i % 30}`, env: i % 3 === 0 ? 'dev' : 'prod' } },
  };
}

function workload(i: number): KubeObject {
  const labels = { app: `w-${i}`, tier: tiers[i % 4]!, part: `p${i % 7}` };
  const ports = [{ name: 'http', containerPort: 8000 + (i % 5) }];
  const template = { metadata: { labels }, spec: { containers: [{ name: 'main', ports }] } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `w-${i}`, namespace: namespaceOf(i) },
    spec: { template },
  };
}

function namespaceOf(workload: number): string {
  return `ns-${Math.floor(workload / perNamespace)}`;
}

function policy(name: string, namespace: number, spec: object): KubeObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: `ns-${namespace}` },
    spec,
  };
}

function own(i: number, workloads: number): KubeObject {
  const self = i % workloads;
  const neighbour = self - (self % perNamespace) + ((self * 7 + 3) % perNamespace);
  const named = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
  return policy(`p-${i}`, Math.floor(self / perNamespace), {
    podSelector: { matchLabels: { app: `w-${self}` } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      { from: [{ podSelector: { matchLabels: { app: `w-${neighbour}` } } }], ports: [{ port: 8000 + (self % 5) }] },
      {
        from: [{ namespaceSelector: named('monitoring'), podSelector: { matchLabels: { app: 'prometheus' } } }],
        ports: [{ port: 9090 }],
      },
      ...(i % 5 === 0
        ? [
            {
              from: [
                {
                  namespaceSelector: { matchLabels: { team: `t${i % 30}` } },
                  podSelector: { matchLabels: { tier: 'api' } },
                },
              ],
              ports: [{ port: 'http' }],
            },
          ]
        : []),
      ...(i % 11 === 0 ? [{ from: [{ namespaceSelector: {} }], ports: [{ port: 80 }] }] : []),
    ],
    egress: [
      { to: [{ podSelector: { matchLabels: { tier: tiers[(i % 3) + 1]! } } }], ports: [{ port: 8000, endPort: 8010 }] },
      {
        to: [{ namespaceSelector: named('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
        ports: [{ protocol: 'UDP', port: 53 }],
      },
      ...(i % 7 === 0
        ? [
            {
              to: [{ ipBlock: { cidr: `10.${i % 250}.0.0/16`, except: [`10.${i % 250}.4.0/24`] } }],
              ports: [{ port: 443 }],
            },
          ]
        : []),
    ],
  });
}
