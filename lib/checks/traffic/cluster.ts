import { faultMessage, throwFaults } from '../../model/fault.ts';
import type { KubeObject, Tree } from '../../render/tree.ts';
import { Gathered } from './field.ts';
import { type Manifest, manifestsOf } from './manifests.ts';
import { type Policy, policiesOf, policyType } from './policies.ts';
import { type Backend, backendsOf, referenceGrantType, routeTypes } from './routes.ts';
import { type Labels, type Selector, selectorOf } from './selectors.ts';
import { type Service, servicesOf } from './services.ts';
import { templates, type Workload, workloadsOf } from './workloads.ts';

/** A namespace as policies see it. */
export interface Namespace {
  readonly name: string;
  /** With `kubernetes.io/metadata.name`, which every namespace has. */
  readonly labels: Labels;
  /** Whether the tree has the Namespace object, so that all its labels are known. */
  readonly declared: boolean;
  /** Whether the tree has a workload in it. */
  readonly inhabited: boolean;
}

/** What rendered manifests say about the network. */
export interface Cluster {
  /** Every namespace that the tree declares or uses. */
  readonly namespaces: ReadonlyMap<string, Namespace>;
  readonly workloads: readonly Workload[];
  readonly policies: readonly Policy[];
  readonly services: ReadonlyMap<string, Service>;
  readonly backends: readonly Backend[];
  /** Policies of other types (`CiliumNetworkPolicy ns/name`), which the engine does not read. An answer holds without them only. */
  readonly unread: readonly string[];
}

/** The label that the API server sets on every namespace. */
export const namespaceNameLabel = 'kubernetes.io/metadata.name';

/** The selector of the namespace with this name. */
export function namespaceNamed(name: string): Selector {
  return selectorOf([{ key: namespaceNameLabel, operator: 'In', values: [name] }]);
}

const typesOfInterest = new Set([
  '/Namespace',
  '/Service',
  policyType,
  referenceGrantType,
  ...routeTypes,
  ...Object.keys(templates),
]);

/**
 * Reads workloads, namespaces, policies, Services and routes out of manifests.
 * @throws FaultsError with every wrong CIDR, port, selector, operator and the like at once.
 */
export function clusterOf(input: Tree | Iterable<KubeObject>): Cluster {
  const gathered = new Gathered();
  const manifests = manifestsOf(input, (type) => typesOfInterest.has(type), gathered);
  const workloads = workloadsOf(manifests);
  const policies = policiesOf(manifests);
  const cluster: Cluster = {
    namespaces: namespacesOf(manifests, workloads, policies),
    workloads,
    policies,
    services: servicesOf(manifests),
    backends: backendsOf(manifests),
    unread: manifests
      .filter(({ kind, type }) => /Network(Polic(y|ies)|PolicySet)$/.test(kind) && type !== policyType)
      .map(({ root }) => root.origin.object),
  };
  // Several readers may stumble over the same field.
  throwFaults([...new Map(gathered.faults.map((fault) => [faultMessage(fault), fault])).values()]);
  return cluster;
}

function namespacesOf(
  manifests: readonly Manifest[],
  workloads: readonly Workload[],
  policies: readonly Policy[],
): ReadonlyMap<string, Namespace> {
  const objects = manifests.filter(({ type }) => type === '/Namespace');
  const declared = new Map(
    objects.map(({ name, root }) => [name, Object.fromEntries(root.at('metadata').texts('labels'))]),
  );
  const inhabited = new Set(workloads.map(({ namespace }) => namespace));
  const names = new Set([...declared.keys(), ...inhabited, ...policies.map(({ namespace }) => namespace)]);
  return new Map(
    [...names].sort().map((name) => {
      const labels = { ...declared.get(name), [namespaceNameLabel]: name };
      return [name, { name, labels, declared: declared.has(name), inhabited: inhabited.has(name) }];
    }),
  );
}
