import type { Environment } from '../../lib/model/index.ts';
import { entrance, internet } from './names.ts';

const api = 'the Kubernetes API';
const part = (name: string) => `observability/${name}`;

/** Everybody whom each part of what watches an environment calls, written out: nothing here is read from the model. */
const calls: Readonly<Record<string, readonly string[]>> = {
  prometheus: [
    api,
    'the kubelets',
    'argocd',
    ...['alertmanager', 'alloy', 'collector', 'grafana', 'kube-state-metrics', 'loki', 'node-exporter', 'tempo'].map(
      part,
    ),
  ],
  [part('alertmanager')]: [internet],
  [part('alloy')]: [api, part('loki')],
  [part('collector')]: [part('loki'), part('tempo')],
  [part('grafana')]: ['prometheus', part('alertmanager'), part('loki'), part('tempo')],
  [part('kube-state-metrics')]: [api],
  [part('loki')]: [],
  [part('node-exporter')]: [],
  [part('tempo')]: [],
  [entrance]: [part('grafana')],
};

/** The connections of what watches an environment; none where nothing of ours does. */
export function watchingCalls({
  observability,
  cluster,
}: Environment): readonly (readonly [from: string, to: string])[] {
  if (!observability) return [];
  const { ingress } = cluster.capabilities;
  const fixed = Object.entries(calls).flatMap(([from, callees]) => callees.map((to) => [from, to] as const));
  const dns = Object.keys(calls).filter((name) => name !== entrance);
  // HTTPS to the endpoints of AWS looks like HTTPS to the Kubernetes API: a private address, port 443
  const stores = observability.objectStorage ? ['loki', 'tempo'] : [];
  return [
    ...fixed,
    ...dns.map((name) => [name, 'dns'] as const),
    ...(ingress.kind === 'alb' ? [] : [['prometheus', 'cert-manager'] as const]),
    ...stores.map((name) => [part(name), api] as const),
  ];
}
