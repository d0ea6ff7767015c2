import {
  type Connection,
  type Connections,
  type Peer,
  PortSet,
  type WorkloadPeer,
} from '../../lib/checks/traffic/index.ts';

import { ownPorts } from '../../lib/model/values/port.ts';

export const entrance = 'the way in';
export const internet = 'the internet';

/** Pods that are not in the tree, by what is in the text of a selector. */
const outside = [
  ['argocd', 'argocd'],
  ['cert-manager', 'cert-manager'],
  ['kube-dns', 'dns'],
  ['prometheus', 'prometheus'],
  ['traefik', entrance],
] as const;

const kubeletPort = PortSet.of('TCP', 10_250);
/** A pod of which nothing is known may have an address of the nodes' subnets, and be DNS or Argo CD too. */
const platformPorts = PortSet.union([
  kubeletPort,
  PortSet.of('TCP', 53),
  PortSet.of('UDP', 53),
  PortSet.of('TCP', 8082),
]);
const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** A workload as people call it, `identity-auth/api`; one whose labels are another's than its name says by its id. */
export function nameOf({ id, workload }: WorkloadPeer): string {
  const labels = workload.pods[0]?.labels ?? {};
  const stack = labels['app.kubernetes.io/instance'] ?? '';
  const part = labels['app.kubernetes.io/name'] ?? '';
  if (stack === 'observability') return part === 'prometheus' ? part : `${stack}/${part}`;
  const own = stack.endsWith(`-${part}`) ? stack : `${stack}-${part}`;
  const isOwn = workload.kind === 'Job' ? workload.name.startsWith(`${own}-`) : workload.name === own;
  return isOwn ? `${stack}/${part}` : id;
}

/** What a workload is in its stack: `app`, `api`, `service`, `worker` or `database`. */
export function tierOf({ workload }: WorkloadPeer): string {
  return workload.pods[0]?.labels['app.kubernetes.io/component'] ?? '';
}

/** The stack of a workload: `identity-auth`. */
export function stackOf({ workload }: WorkloadPeer): string {
  return workload.pods[0]?.labels['app.kubernetes.io/instance'] ?? '';
}

/** Everybody who may call the workload, by name and sorted. */
export function callersOf(connections: Connections, workload: WorkloadPeer): readonly string[] {
  return unique(connections.into(workload).flatMap((each) => namesAt(connections, each, 'from')));
}

/** Everybody whom the workload may call, by name and sorted. */
export function calleesOf(connections: Connections, workload: WorkloadPeer): readonly string[] {
  return unique(connections.outOf(workload).flatMap((each) => namesAt(connections, each, 'to')));
}

function namesAt(connections: Connections, connection: Connection, end: 'from' | 'to'): readonly string[] {
  const { [end]: peer, ports } = connection;
  switch (peer.kind) {
    case 'workload':
      // pods of EKS have addresses of the nodes' subnets: who may ask the kubelets there may ask that port of pods
      return end === 'to' && ports.equals(kubeletPort) ? ['the kubelets'] : [nameOf(peer)];
    case 'ingress-controller':
      return [entrance];
    case 'outside': {
      const known = outside.find(([text]) => peer.id.includes(text))?.[1];
      if (known !== undefined) return [known];
      return end === 'to' && peer.id.endsWith('[any pod]') && platformPorts.includes(ports)
        ? ['the kubelets']
        : [peer.id];
    }
    case 'external':
      return isPrivate(connections, peer) ? privateNames(end, ports) : [internet];
  }
}

/** What lives at private addresses: load balancers come in; the API of Kubernetes and managed databases are called. */
function privateNames(end: 'from' | 'to', ports: PortSet): readonly string[] {
  if (end === 'from') return [entrance];
  const known = [
    [443, 'the Kubernetes API'],
    [6443, 'the Kubernetes API'],
    [10_250, 'the kubelets'],
  ] as const;
  return ports.ranges().map(({ first, last }) => {
    if (first === last && first >= ownPorts.first && first <= ownPorts.last) return 'managed databases';
    return known.find(([port]) => port === first && port === last)?.[1] ?? 'private addresses';
  });
}

function isPrivate(connections: Connections, { first, last }: Extract<Peer, { kind: 'external' }>): boolean {
  return privateRanges.some((cidr) => {
    const range = connections.peer(cidr);
    return range.kind === 'external' && range.first <= first && last <= range.last;
  });
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
