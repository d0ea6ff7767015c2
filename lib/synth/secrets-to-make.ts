import type { Plan } from '../model/index.ts';
import { gatewayCertificate } from '../model/plan/exposure.ts';

/** A Secret that somebody must make in the cluster before the first sync. */
export interface SecretToMake {
  readonly name: string;
  /**
   * Namespace.
   * @default - the environment's
   */
  readonly namespace?: string;
  /** Its type: any keys, a registry's pull credential, or a certificate. */
  readonly kind: 'opaque' | 'registry' | 'certificate';
  /** Keys that pods read, sorted. */
  readonly keys: readonly string[];
  /** Who reads it: `identity/auth`, or what all stacks share. */
  readonly reader: string;
}

/** The Secrets of an environment that nothing makes by itself, in the order of their readers. */
export function secretsToMake({ environment, applications, exposed, observability }: Plan): readonly SecretToMake[] {
  const { secrets, ingress } = environment.cluster.capabilities;
  const { pullSecret } = environment.registry;
  const list: SecretToMake[] = [];
  if (ingress.kind === 'gateway' && environment.tls.kind === 'self-signed' && exposed) {
    const keys = ['tls.crt', 'tls.key'];
    list.push({ name: gatewayCertificate, kind: 'certificate', keys, reader: 'the shared Gateway' });
  }
  if (observability && ingress.kind === 'gateway' && environment.tls.kind === 'self-signed') {
    const { namespace } = observability.settings;
    list.push({
      name: gatewayCertificate,
      namespace,
      kind: 'certificate',
      keys: ['tls.crt', 'tls.key'],
      reader: 'Grafana',
    });
  }
  if (secrets.kind !== 'provided') return list;
  if (pullSecret !== undefined) {
    list.push({ name: pullSecret, kind: 'registry', keys: ['.dockerconfigjson'], reader: 'every pod' });
  }
  for (const { id, secrets: needs } of applications) {
    for (const { name, keys } of needs) list.push({ name, kind: 'opaque', keys, reader: id });
  }
  for (const { name, keys } of observability?.secrets ?? []) {
    list.push({
      name,
      namespace: observability!.settings.namespace,
      kind: 'opaque',
      keys,
      reader: 'what watches the environment',
    });
  }
  return list;
}

/**
 * The command that makes the Secret. Values come from standard input or files: a command line stays in the shell's history
 * and shows in the list of processes.
 */
export function secretCommand(environment: string, { name, namespace = environment, kind }: SecretToMake): string {
  const create = `kubectl --namespace ${namespace} create secret`;
  switch (kind) {
    case 'opaque':
      return `${create} generic ${name} --from-env-file=/dev/stdin`;
    case 'registry':
      return `${create} generic ${name} --type=kubernetes.io/dockerconfigjson --from-file=.dockerconfigjson=/dev/stdin`;
    case 'certificate':
      return `${create} tls ${name} --cert=tls.crt --key=tls.key`;
  }
}
