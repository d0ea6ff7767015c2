import type { AddressRange } from '../traffic/addresses.ts';
import type { Connections, Half, Peer } from '../traffic/index.ts';
import { joinRanges, nameOfRanges, rangeText } from './address-names.ts';
import type { GraphNode } from './graph.ts';
import { tierOf } from './tier.ts';

/** What is no range of addresses as a node. */
export function nodeOf(connections: Connections, peer: Exclude<Peer, { kind: 'external' }>): GraphNode {
  const plain = { id: peer.id, namespace: '', open: [], ranges: [] };
  switch (peer.kind) {
    case 'ingress-controller':
      return { ...plain, kind: peer.kind, name: 'Ingress controller', detail: 'requests from outside' };
    case 'outside':
      return { ...plain, kind: peer.kind, ...textsOf(peer.id) };
    case 'workload': {
      const { namespace, name, kind, pods } = peer.workload;
      const tier = tierOf(peer.workload);
      const open = (['ingress', 'egress'] as const).filter((half: Half) => !connections.isIsolated(half, peer));
      const host = pods.some(({ hostNetwork }) => hostNetwork) ? ' on its node’s network' : '';
      return { ...plain, kind: 'workload', namespace, name, detail: `${kind}${host}`, open, ...(tier && { tier }) };
    }
  }
}

/** Ranges of addresses as one node; the two directions are two nodes, on either side of a picture. */
export function addressNode(half: Half, ranges: readonly (AddressRange & { readonly id: string })[]): GraphNode {
  const joined = joinRanges(ranges);
  const direction = half === 'ingress' ? 'from' : 'to';
  return {
    id: `{${direction} ${joined.map(rangeText).join(', ')}}`,
    kind: 'addresses',
    namespace: '',
    name: nameOfRanges(joined),
    detail: joined.length === 1 ? 'addresses' : `${joined.length} ranges of addresses`,
    open: [],
    ranges: ranges.map(({ id }) => id),
  };
}

/** `kube-system/[pod with {k8s-app=kube-dns}]` in two lines. */
function textsOf(id: string): Pick<GraphNode, 'name' | 'detail'> {
  const [, place = '', labels] = /^(.*)\/\[(?:any pod|pod with \{(.*)\})\]$/.exec(id) ?? [];
  const [, known] = /(?:^|,)(?:app\.kubernetes\.io\/name|k8s-app|app)=([^,]+)/.exec(labels ?? '') ?? [];
  const name = known ?? labels ?? 'any pod';
  return { name, detail: place.startsWith('[') ? place.slice(1, -1) : `outside, in ${place}` };
}
