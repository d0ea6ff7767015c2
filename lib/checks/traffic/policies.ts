import type { AddressSet } from './addresses.ts';
import type { Field } from './field.ts';
import type { Manifest } from './manifests.ts';
import { blockOf } from './policy-blocks.ts';
import { type PolicyPort, policyPortsOf } from './policy-ports.ts';
import type { Selector } from './selectors.ts';
import { selectorAt } from './selectors-read.ts';

/** Which half of a connection a rule speaks of: what may come in, or what may go out. */
export type Half = 'ingress' | 'egress';

/** Pods of some namespaces. */
export interface PodsPeer {
  readonly kind: 'pods';
  /** Absent: the policy's own namespace. */
  readonly namespaces: Selector | undefined;
  readonly pods: Selector;
}

/** Addresses. */
export interface BlockPeer {
  readonly kind: 'block';
  /** As the policy wrote it: `10.0.0.0/8 except 10.1.0.0/16`. */
  readonly text: string;
  readonly addresses: AddressSet;
}

/** Whom a rule speaks of. */
export type PolicyPeer = PodsPeer | BlockPeer;

/** One entry of a policy's `ingress` or `egress`. */
export interface Rule {
  readonly half: Half;
  /** Place in the policy's list, from 0. */
  readonly index: number;
  /** Undefined: everyone, because `from` or `to` is absent or empty. */
  readonly peers: readonly PolicyPeer[] | undefined;
  /** Undefined: every port, because `ports` is absent or empty. Equal lists are one object. */
  readonly ports: readonly PolicyPort[] | undefined;
}

/** A NetworkPolicy, its defaults filled in. */
export interface Policy {
  /** `ns/name`. */
  readonly id: string;
  readonly file: string;
  readonly namespace: string;
  readonly pods: Selector;
  /** The halves that its pods are isolated in; rules of the other half are without effect and left out. */
  readonly isolates: readonly Half[];
  readonly rules: readonly Rule[];
}

/** The one type of policy that the engine reads. */
export const policyType = 'networking.k8s.io/NetworkPolicy';

/** Every NetworkPolicy among the manifests, sorted by id. */
export function policiesOf(manifests: readonly Manifest[]): readonly Policy[] {
  return manifests
    .filter(({ type }) => type === policyType)
    .map(policyOf)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function policyOf({ file, namespace, name, root }: Manifest): Policy {
  const spec = root.at('spec');
  const isolates = isolatesOf(spec);
  return {
    id: `${namespace}/${name}`,
    file,
    namespace,
    pods: selectorAt(spec, 'podSelector'),
    isolates,
    rules: [...rulesOf(spec, 'ingress', 'from'), ...rulesOf(spec, 'egress', 'to')].filter(({ half }) =>
      isolates.includes(half),
    ),
  };
}

const isolations = { none: [], ingress: ['ingress'], egress: ['egress'], both: ['ingress', 'egress'] } as const;

// As the API server defaults it: ingress always, egress only where there is a rule for it.
function isolatesOf(spec: Field): readonly Half[] {
  const types = spec.list('policyTypes');
  if (types.length === 0) return spec.list('egress').length > 0 ? isolations.both : isolations.ingress;
  for (const type of types) {
    if (type.value !== 'Ingress' && type.value !== 'Egress') type.reject('Ingress or Egress', 'Name one of the two.');
  }
  const ingress = types.some(({ value }) => value === 'Ingress');
  const egress = types.some(({ value }) => value === 'Egress');
  return isolations[ingress && egress ? 'both' : ingress ? 'ingress' : egress ? 'egress' : 'none'];
}

function rulesOf(spec: Field, half: Half, side: 'from' | 'to'): readonly Rule[] {
  return spec.list(half).map((rule, index) => {
    const peers = rule.list(side);
    const ports = rule.list('ports');
    return {
      half,
      index,
      peers: peers.length === 0 ? undefined : peers.flatMap(peerOf),
      ports: ports.length === 0 ? undefined : policyPortsOf(ports),
    };
  });
}

function peerOf(field: Field): readonly PolicyPeer[] {
  const ownNamespace = !field.has('namespaceSelector');
  const isBlock = field.has('ipBlock');
  if ((!ownNamespace || field.has('podSelector')) === isBlock) {
    field.reject('ipBlock alone, or podSelector and namespaceSelector', 'Give each kind of peer an entry of its own.');
    return [];
  }
  if (isBlock) return blockOf(field.at('ipBlock'));
  const namespaces = ownNamespace ? undefined : selectorAt(field, 'namespaceSelector');
  return [{ kind: 'pods', namespaces, pods: selectorAt(field, 'podSelector') }];
}
