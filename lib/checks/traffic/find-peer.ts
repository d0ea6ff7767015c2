import { FaultsError } from '../../model/fault.ts';
import { AddressSet, placeOf } from './addresses.ts';
import { type ExternalPeer, edge, externalPeer, type Peer, type WorkloadPeer } from './peers.ts';

/**
 * The peer that a person means: `ns/name[Kind]`, `ns/name` or `name` of a workload where only one has it, an address, a CIDR, or
 * `{ingress-controller}`.
 * @throws FaultsError when nothing or more than one thing answers to it.
 */
export function findPeer(workloads: readonly WorkloadPeer[], text: string): Peer {
  if (text === edge.id) return edge;
  const addresses = addressesOf(text);
  if (addresses !== undefined) return addresses;
  const found = workloads.filter(({ workload: { id, namespace, name } }) =>
    [id, `${namespace}/${name}`, name].includes(text),
  );
  if (found.length === 1) return found[0]!;
  throw new FaultsError([
    {
      owner: 'traffic',
      path: '',
      found:
        found.length === 0
          ? JSON.stringify(text)
          : `${JSON.stringify(text)}, which is ${found.map(({ id }) => id).join(' and ')}`,
      expected: 'one workload, an address, a CIDR or {ingress-controller}',
      repair: repairOf(workloads, text),
    },
  ]);
}

function addressesOf(text: string): ExternalPeer | undefined {
  const place = placeOf(text);
  if (place !== undefined) return externalPeer({ first: place, last: place });
  const toggles = AddressSet.cidr(text)?.toggles;
  return toggles && externalPeer({ first: toggles[0]!, last: toggles[1]! - 1n });
}

function repairOf(workloads: readonly WorkloadPeer[], text: string): string {
  const name = text.replace(/\[.*$/, '').split('/').at(-1)!;
  const alike = workloads.filter((each) => each.workload.name === name || (name.length > 2 && each.id.includes(name)));
  const known = (alike.length > 0 ? alike : workloads).map(({ id }) => id);
  const more = known.length > 10 ? ` and ${known.length - 10} more` : '';
  return `Write it as namespace/name[Kind]: ${known.slice(0, 10).join(', ') || 'the tree has no workloads'}${more}.`;
}
