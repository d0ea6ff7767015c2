import { type Input, type Output, output, secret } from '@pulumi/pulumi';
import { platformFolder } from '../../model/plan/names.ts';
import { wave } from '../../model/plan/waves.ts';
import { fileName } from '../../render/render.ts';
import type { KubeObject, Tree } from '../../render/tree.ts';
import type { SecretToMake } from '../../synth/secrets-to-make.ts';
import type { SecretValues } from '../settings/secrets.ts';

/** Name of the Secret with what the cloud said at run time: manifests refer to its keys. */
export const cloudValuesName = 'cloud-values';

const types: Readonly<Record<SecretToMake['kind'], string>> = {
  opaque: 'Opaque',
  registry: 'kubernetes.io/dockerconfigjson',
  certificate: 'kubernetes.io/tls',
};

/** What this layer adds to the rendered objects: values that no repository may hold, or that nobody knows before the cloud says them. */
export interface OwnValues {
  readonly environment: string;
  readonly namespace: string;
  readonly secrets: SecretValues;
  /** What the Secrets are for: one is made for each need of its name. */
  readonly needs: readonly SecretToMake[];
  /** By the name that manifests refer to. */
  readonly cloud: Readonly<Record<string, Output<unknown>>>;
}

/** The objects of this layer's own, as a part of the environment's platform folder: right behind the namespace. */
export function ownTree({ environment, namespace, secrets, needs, cloud }: OwnValues): Tree {
  const given = needs.filter(({ name }) => Object.hasOwn(secrets, name));
  const objects = given.map(({ name, namespace: own = namespace, kind }) =>
    secretObject({ name, namespace: own, environment }, types[kind], secrets[name]!),
  );
  if (Object.keys(cloud).length > 0) {
    // a Secret, since some of the values are, and which is known only when they are
    objects.push(secretObject({ name: cloudValuesName, namespace, environment }, types.opaque, cloud));
  }
  const tree = new Map<string, KubeObject>();
  for (const object of objects) {
    const path = `${environment}/${platformFolder}/${fileName(object)}`;
    // one of the same name in another namespace is in a folder of that
    tree.set(tree.has(path) ? `${environment}/${object.metadata.namespace}/${fileName(object)}` : path, object);
  }
  return tree;
}

/** Where a Secret is. */
interface Place {
  readonly name: string;
  readonly namespace: string;
  readonly environment: string;
}

/** A Secret; its values are encrypted in Pulumi's state. */
export function secretObject(
  { name, namespace, environment }: Place,
  type: string,
  values: Readonly<Record<string, unknown>>,
  labels: Readonly<Record<string, string>> = {},
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      namespace,
      labels: { 'app.kubernetes.io/managed-by': 'unifyops', 'unifyops.dev/environment': environment, ...labels },
      annotations: { 'argocd.argoproj.io/sync-wave': String(wave.quota) },
    },
    type,
    data: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, encoded(value)])),
  };
}

function encoded(value: Input<unknown>): Output<string> {
  const text: Output<unknown> = output(value);
  return secret(
    text.apply((known) => Buffer.from(typeof known === 'string' ? known : JSON.stringify(known)).toString('base64')),
  );
}
