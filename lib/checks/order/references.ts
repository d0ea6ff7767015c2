import { at, list, text } from '../json.ts';
import { type Entry, type EnvironmentIndex, perEnvironment } from '../tree/index.ts';
import { addPodReferences } from './pod-references.ts';
import { type Reference, References } from './reference.ts';
import { addGatewayReferences, addIngressReferences, addRouteReferences } from './route-references.ts';

type Add = (entry: Entry, references: References) => void;

/** What each kind names beside its pod template. */
const byKind: Readonly<Record<string, Add>> = {
  Ingress: addIngressReferences,
  Gateway: addGatewayReferences,
  HTTPRoute: addRouteReferences,
  GRPCRoute: addRouteReferences,
  TLSRoute: addRouteReferences,
  TCPRoute: addRouteReferences,
  UDPRoute: addRouteReferences,
  HorizontalPodAutoscaler: addTarget('spec.scaleTargetRef', 'scaleTargetRef'),
  ScaledObject: addTarget('spec.scaleTargetRef', 'scaleTargetRef'),
  VerticalPodAutoscaler: addTarget('spec.targetRef', 'targetRef'),
  Rollout: addTarget('spec.workloadRef', 'workloadRef'),
  RoleBinding: addBinding,
  ClusterRoleBinding: addBinding,
  StatefulSet: addStatefulSet,
  ServiceAccount: addAccount,
  PersistentVolumeClaim: addClaim,
  ExternalSecret: addExternalSecret,
  Certificate: addCertificate,
};

/** The references of each object that has any; the rules of order share them. */
const known = perEnvironment((environment) => {
  const found = new Map<Entry, readonly Reference[]>();
  for (const entry of environment.entries) {
    const references = collect(entry, environment);
    if (references.length > 0) found.set(entry, references);
  }
  return found;
});

/** Everything that the object of `entry` names, in the order of its fields. */
export function referencesOf(entry: Entry, environment: EnvironmentIndex): readonly Reference[] {
  return known(environment).get(entry) ?? [];
}

function collect(entry: Entry, environment: EnvironmentIndex): readonly Reference[] {
  const references = new References(entry);
  addNamespace(entry, environment, references);
  const pod = environment.podOf(entry);
  if (pod !== undefined) addPodReferences(pod, references);
  if (Object.hasOwn(byKind, entry.type)) byKind[entry.type]!(entry, references);
  return references.found;
}

const builtInNamespace = /^(default|kube-system|kube-public|kube-node-lease)$/;

/** A tree without any Namespace leaves them to someone else, unless it has the folder that they belong into. */
const leavesNamespaces = perEnvironment(
  (environment) =>
    environment.ofKind('Namespace').length === 0 && environment.entries.every(({ turn }) => turn.rank > 0),
);

function addNamespace(entry: Entry, environment: EnvironmentIndex, references: References): void {
  if (entry.namespace === '' || builtInNamespace.test(entry.namespace)) return;
  if (leavesNamespaces(environment)) return;
  references.addCluster('metadata.namespace', 'Namespace', at(entry.object, 'metadata', 'namespace'), false);
}

function addTarget(path: string, key: string): Add {
  return (entry, references) => {
    const target = at(entry.object, 'spec', key);
    references.add(path, text(at(target, 'kind')) || 'Deployment', at(target, 'name'));
  };
}

function addBinding(entry: Entry, references: References): void {
  const role = at(entry.object, 'roleRef');
  if (at(role, 'kind') === 'ClusterRole') references.addCluster('roleRef', 'ClusterRole', at(role, 'name'), false);
  else references.add('roleRef', 'Role', at(role, 'name'));
  for (const [index, subject] of list(at(entry.object, 'subjects')).entries()) {
    if (at(subject, 'kind') !== 'ServiceAccount') continue;
    references.add(`subjects[${index}]`, 'ServiceAccount', at(subject, 'name'), at(subject, 'namespace'));
  }
}

function addStatefulSet(entry: Entry, references: References): void {
  references.add('spec.serviceName', 'Service', at(entry.object, 'spec', 'serviceName'));
  for (const [index, claim] of list(at(entry.object, 'spec', 'volumeClaimTemplates')).entries()) {
    const path = `spec.volumeClaimTemplates[${index}].spec.storageClassName`;
    references.addCluster(path, 'StorageClass', at(claim, 'spec', 'storageClassName'), true);
  }
}

function addAccount(entry: Entry, references: References): void {
  for (const key of ['secrets', 'imagePullSecrets']) {
    for (const [index, secret] of list(at(entry.object, key)).entries()) {
      references.add(`${key}[${index}].name`, 'Secret', at(secret, 'name'));
    }
  }
}

function addClaim(entry: Entry, references: References): void {
  const storageClass = at(entry.object, 'spec', 'storageClassName');
  references.addCluster('spec.storageClassName', 'StorageClass', storageClass, true);
}

function addExternalSecret(entry: Entry, references: References): void {
  const store = at(entry.object, 'spec', 'secretStoreRef');
  const path = 'spec.secretStoreRef';
  if (at(store, 'kind') === 'ClusterSecretStore')
    references.addCluster(path, 'ClusterSecretStore', at(store, 'name'), true);
  else references.add(path, 'SecretStore', at(store, 'name'));
}

function addCertificate(entry: Entry, references: References): void {
  const issuer = at(entry.object, 'spec', 'issuerRef');
  const path = 'spec.issuerRef';
  if (at(issuer, 'kind') === 'ClusterIssuer') references.addCluster(path, 'ClusterIssuer', at(issuer, 'name'), true);
  else references.add(path, 'Issuer', at(issuer, 'name'));
}
