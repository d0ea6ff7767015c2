import { namespaceNamed, namespaceNameLabel } from './cluster.ts';
import type { Engine } from './engine.ts';
import { type Certainty, LabelDomain, least } from './label-domain.ts';
import { perEngine } from './per-engine.ts';
import { Rulebook } from './rulebook.ts';
import {
  everything,
  type Labels,
  matches,
  type Requirement,
  type Selector,
  selectorOf,
  selectorText,
} from './selectors.ts';
import { equalities } from './selectors-read.ts';

/**
 * Pods that are not in the tree, known only by what a selector says of their namespace and their labels: kube-dns, an ingress
 * controller, Prometheus. The tree is taken as whole for a namespace it has workloads in, so a selector that finds pods there means
 * those alone; a selector that finds none means pods unknown.
 */
export interface OutsidePods {
  readonly kind: 'outside';
  /** `kube-system/[pod with {k8s-app=kube-dns}]`, `[namespace with {team=a}]/[any pod]`, `[any namespace]/[any pod]`. */
  readonly id: string;
  readonly namespaces: LabelDomain;
  readonly pods: LabelDomain;
}

/** A pod that isn't in the tree but whose namespace and labels are known. */
export function podOutside(namespace: string, labels: Labels, namespaceLabels: Labels = {}): OutsidePods {
  const text = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return {
    kind: 'outside',
    id: `${namespace}/[pod with {${text.join(',')}}]`,
    namespaces: LabelDomain.exactly({ ...namespaceLabels, [namespaceNameLabel]: namespace }),
    pods: LabelDomain.exactly(labels),
  };
}

/** All pods of a namespace that aren't in the tree and carry these labels, whatever else they carry. */
export function podsOutside(namespace: string, labels: Labels): OutsidePods {
  const pods = withLabels(labels);
  return outside(namespaceNamed(namespace), pods, textOf(namespaceNamed(namespace), pods));
}

/** How surely pods outside of the tree are of a namespace and carry these labels. */
export function certaintyOf(pods: OutsidePods, namespace: string, labels: Labels): Certainty {
  return least(pods.namespaces.matches(namespaceNamed(namespace)), pods.pods.matches(withLabels(labels)));
}

/** Any pod of any namespace that the tree has no workload in. */
export function anyPodOutside(engine: Engine): OutsidePods {
  return anyPod(engine, 'any');
}

const anyPod = perEngine((engine, _: 'any') =>
  outside(notIn(inhabited(engine)), everything, '[any namespace]/[any pod]'),
);

/** The pods outside of the tree that a rule's peer means; undefined when it can mean none. */
export const outsideOf = perEngine((engine: Engine, peer: number): OutsidePods | undefined => {
  const grantPeer = engine.rulebook.peers[peer]!;
  if (peer === Rulebook.anyone) return anyPodOutside(engine);
  if (grantPeer.kind !== 'pods') return undefined;
  const { pods } = grantPeer;
  const namespaces =
    typeof grantPeer.namespaces === 'string' ? namespaceNamed(grantPeer.namespaces) : grantPeer.namespaces;
  const known = inhabited(engine).filter(
    (name) => engine.meansSomeone(peer) || !matches(namespaces, labelsOf(engine, name)),
  );
  const found = outside(
    selectorOf([...namespaces.requirements, ...notIn(known).requirements]),
    pods,
    textOf(namespaces, pods),
  );
  if (found.namespaces.isEmpty || found.pods.isEmpty) return undefined;
  const name = found.namespaces.only(namespaceNameLabel);
  if (name === undefined || engine.cluster.namespaces.get(name)?.declared !== true) return found;
  const exact = LabelDomain.exactly(labelsOf(engine, name));
  return exact.matches(namespaces) === 'never' ? undefined : { ...found, namespaces: exact };
});

function outside(namespaces: Selector, pods: Selector, id: string): OutsidePods {
  return { kind: 'outside', id, namespaces: LabelDomain.of(namespaces), pods: LabelDomain.of(pods) };
}

function textOf(namespaces: Selector, pods: Selector): string {
  const [first, ...others] = namespaces.requirements;
  const named =
    first?.key === namespaceNameLabel && first.operator === 'In' && first.values.length === 1 && others.length === 0;
  const where = selectorText(namespaces);
  const who = selectorText(pods);
  const place = named ? first.values[0] : where === '' ? '[any namespace]' : `[namespace with {${where}}]`;
  return `${place}/${who === '' ? '[any pod]' : `[pod with {${who}}]`}`;
}

function withLabels(labels: Labels): Selector {
  return selectorOf(equalities(Object.entries(labels)));
}

function inhabited(engine: Engine): readonly string[] {
  return [...engine.cluster.namespaces.values()].filter((each) => each.inhabited).map(({ name }) => name);
}

function labelsOf(engine: Engine, namespace: string): Labels {
  return engine.cluster.namespaces.get(namespace)!.labels;
}

function notIn(names: readonly string[]): Selector {
  const requirements: readonly Requirement[] =
    names.length === 0 ? [] : [{ key: namespaceNameLabel, operator: 'NotIn', values: names }];
  return selectorOf(requirements);
}
