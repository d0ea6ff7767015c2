import type { KubeObject } from '../../lib/render/tree.ts';
import { type End, naivePods } from '../checks/traffic/naive.ts';
import type { Loose } from './mutant.ts';

/**
 * Everybody worth asking about: the pods of some objects, a pod without labels beside them, one of each sort that a policy means in
 * another namespace, and the addresses around the edges of every block.
 */
export function ends(objects: readonly KubeObject[]): readonly End[] {
  const pods = naivePods(objects);
  const namespaces = new Set(pods.map(({ namespace }) => namespace));
  const peers = policiesOf(objects).flatMap(({ spec }) => [
    ...(spec.ingress ?? []).flatMap(({ from = [] }: Loose) => from),
    ...(spec.egress ?? []).flatMap(({ to = [] }: Loose) => to),
  ]);
  const elsewhere = peers.flatMap(({ namespaceSelector, podSelector }: Loose) => {
    const namespace = namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'] ?? 'elsewhere';
    return namespaceSelector ? [podOf(namespace, podSelector?.matchLabels ?? {}), podOf(namespace, {})] : [];
  });
  const blocks = peers.flatMap(({ ipBlock }: Loose) => (ipBlock ? [ipBlock.cidr, ...(ipBlock.except ?? [])] : []));
  const all: End[] = [
    ...pods,
    ...[...namespaces].map((namespace) => podOf(namespace, {})),
    ...elsewhere,
    ...['0.0.0.1', '8.8.8.8', '10.1.2.3', '169.254.169.254'],
    ...blocks.flatMap(around),
  ];
  return [...new Map(all.map((end) => [JSON.stringify(end), end])).values()];
}

/** Each port that anything names, and its neighbours. */
export function portsAsked(objects: readonly KubeObject[]): readonly (readonly [protocol: string, port: number])[] {
  const named = new Set<string>(['TCP 1', 'UDP 1', 'SCTP 1', 'TCP 65535']);
  const note = (protocol: string, port: unknown) => {
    if (typeof port !== 'number') return;
    for (const number of [port - 1, port, port + 1]) named.add(`${protocol} ${number}`);
  };
  JSON.stringify(objects, (_, value) => {
    if (value?.containerPort || value?.port || value?.targetPort) {
      const { protocol = 'TCP', containerPort, port, endPort, targetPort } = value;
      for (const each of [containerPort, port, endPort, targetPort]) note(protocol, each);
    }
    return value;
  });
  return [...named].map((text) => [text.split(' ')[0]!, Number(text.split(' ')[1])] as const);
}

function policiesOf(objects: readonly KubeObject[]): readonly Loose[] {
  return objects.filter(({ kind }) => kind === 'NetworkPolicy');
}

function podOf(namespace: string, labels: Record<string, string>): End {
  return { owner: 'elsewhere', namespace, labels, spec: { containers: [] } };
}

/** The first and the last address of an IPv4 block, and their neighbours outside of it. */
function around(cidr: string): readonly string[] {
  const [address = '', mask = ''] = cidr.split('/');
  if (address.includes(':')) return [address];
  const first = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const last = first + 2 ** (32 - Number(mask)) - 1;
  const text = (number: number) => [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
  return [first - 1, first, last, last + 1].filter((each) => each >= 0 && each < 2 ** 32).map(text);
}
