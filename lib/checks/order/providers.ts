import { at, list, text } from '../json.ts';
import { type Entry, type EnvironmentIndex, perEnvironment } from '../tree/index.ts';
import type { Reference } from './reference.ts';

/** Names the Secrets, separated by commas, that someone makes outside the tree for the object that carries it. */
export const providedSecretsAnnotation = 'unifyops.dev/provided-secrets';

const issuerAnnotations = ['cert-manager.io/cluster-issuer', 'cert-manager.io/issuer'];

/** True if cert-manager makes the certificates of this Ingress or Gateway. */
export function hasCertificateIssuer(entry: Entry): boolean {
  return issuerAnnotations.some((key) => at(entry.object.metadata.annotations, key) !== undefined);
}

/** `Secret/uo-dev/db` → the object that makes it, where that is not an object of this very kind and name. */
const makers = perEnvironment((environment) => {
  const found = new Map<string, Entry>();
  const provide = (kind: string, entry: Entry, name: string) => {
    const key = `${kind}/${entry.namespace}/${name}`;
    if (name !== '' && !found.has(key)) found.set(key, entry);
  };
  for (const entry of environment.ofKind('ExternalSecret')) {
    provide('Secret', entry, text(at(entry.object, 'spec', 'target', 'name')) || entry.name);
  }
  for (const entry of environment.ofKind('SealedSecret')) {
    provide('Secret', entry, text(at(entry.object, 'spec', 'template', 'metadata', 'name')) || entry.name);
  }
  for (const entry of environment.ofKind('Certificate'))
    provide('Secret', entry, text(at(entry.object, 'spec', 'secretName')));
  for (const entry of [...environment.ofKind('Ingress'), ...environment.ofKind('Gateway')]) {
    if (hasCertificateIssuer(entry)) for (const name of certificateNames(entry)) provide('Secret', entry, name);
  }
  for (const entry of environment.ofKind('StatefulSet')) {
    for (const name of claimNames(entry)) provide('PersistentVolumeClaim', entry, name);
  }
  return found;
});

function certificateNames(entry: Entry): readonly string[] {
  const spec = at(entry.object, 'spec');
  const ofIngress = list(at(spec, 'tls')).map((tls) => text(at(tls, 'secretName')));
  const ofGateway = list(at(spec, 'listeners')).flatMap((listener) =>
    list(at(listener, 'tls', 'certificateRefs')).map((reference) => text(at(reference, 'name'))),
  );
  return [...ofIngress, ...ofGateway];
}

/** `data-db-0`, `data-db-1` …: the claims that a StatefulSet makes from its templates, by its written replicas. */
function* claimNames(entry: Entry): Iterable<string> {
  const spec = at(entry.object, 'spec');
  const replicas = at(spec, 'replicas') ?? 1;
  const first = at(spec, 'ordinals', 'start') ?? 0;
  if (typeof replicas !== 'number' || typeof first !== 'number') return;
  for (const template of list(at(spec, 'volumeClaimTemplates'))) {
    for (let ordinal = first; ordinal < first + Math.min(replicas, 1000); ordinal += 1) {
      yield `${text(at(template, 'metadata', 'name'))}-${entry.name}-${ordinal}`;
    }
  }
}

/** The object that is `kind` `namespace/name`, or that makes it. */
export function providerOf(reference: Reference, environment: EnvironmentIndex): Entry | undefined {
  const { kind, namespace, name } = reference;
  return environment.find(kind, namespace, name) ?? makers(environment).get(`${kind}/${namespace}/${name}`);
}

/** True for what every cluster has, and for what `entry` says that someone else provides. */
export function isProvidedOutside(reference: Reference, entry: Entry, environment: EnvironmentIndex): boolean {
  if (reference.mayBeOutside === true || isBuiltIn(reference)) return true;
  // Another team's namespace: nothing of it is in the tree, so nothing can be said about it.
  if (
    reference.namespace !== entry.namespace &&
    reference.namespace !== '' &&
    !environment.knowsNamespace(reference.namespace)
  ) {
    return true;
  }
  return reference.kind === 'Secret' && declaresSecret(reference.name, entry, environment);
}

const builtIn: ReadonlyMap<string, RegExp> = new Map([
  ['ServiceAccount', /^default$/],
  ['Role', /^(extension-apiserver-authentication-reader|system:.*)$/],
  ['ClusterRole', /^(view|edit|admin|cluster-admin|system:.*)$/],
  ['PriorityClass', /^system-(cluster|node)-critical$/],
  ['ConfigMap', /^kube-root-ca\.crt$/],
  ['Namespace', /^(default|kube-system|kube-public|kube-node-lease)$/],
]);

function isBuiltIn(reference: Reference): boolean {
  return builtIn.get(reference.kind)?.test(reference.name) ?? false;
}

/** The declaration may stand on the object, on its pod template or on the ServiceAccount of its pods. */
function declaresSecret(name: string, entry: Entry, environment: EnvironmentIndex): boolean {
  const pod = environment.podOf(entry);
  const account = text(pod?.spec.serviceAccountName);
  const owner = account === '' ? undefined : environment.find('ServiceAccount', entry.namespace, account);
  return [entry.object.metadata.annotations, pod?.annotations, owner?.object.metadata.annotations].some((annotations) =>
    text(at(annotations, providedSecretsAnnotation))
      .split(',')
      .some((declared) => declared.trim() === name),
  );
}
