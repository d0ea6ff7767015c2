import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import type { SchemaNode } from '../../lib/checks/schema/schema-node.ts';
import { convertSchema, type RawSchema } from './convert.ts';
import { address, type Definitions, type Export, type FoundKind } from './definitions.ts';

/** The part of a CustomResourceDefinition that is read. */
interface Crd {
  readonly kind: string;
  readonly spec: {
    readonly group: string;
    readonly scope: 'Namespaced' | 'Cluster';
    readonly names: { readonly kind: string };
    readonly versions: readonly CrdVersion[];
  };
}

interface CrdVersion {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly schema: { readonly openAPIV3Schema: RawSchema };
}

/** The address of the ObjectMeta that every kind has; a CustomResourceDefinition leaves its fields out. */
export const objectMeta = address('apimachinery', 'meta.v1.ObjectMeta');

/**
 * The `wanted` kinds among the CustomResourceDefinitions in `folder`, in their GA version, or the stored one while there is none.
 * @throws Error if one of them is not there.
 */
export function exportCrds(folder: string, wanted: readonly string[], lost: (keyword: string) => void): Export {
  const crds = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .toSorted()
    .flatMap((name) => loadAll(readFileSync(join(folder, name), 'utf8')) as (Crd | null)[])
    .filter((document) => document?.kind === 'CustomResourceDefinition') as Crd[];
  const byKind = new Map(crds.map((crd) => [crd.spec.names.kind, crd]));
  const definitions: Definitions = new Map();
  const kinds: FoundKind[] = [];
  for (const kind of wanted) {
    const crd = byKind.get(kind);
    if (crd === undefined) throw new Error(`No CustomResourceDefinition of ${kind} in ${folder}.`);
    const { group, scope, versions } = crd.spec;
    for (const version of usedVersions(versions)) {
      const ref = address(group, `${version.name}.${kind}`);
      definitions.set(ref, root(convertSchema(version.schema.openAPIV3Schema, { ref: noRef, custom: true, lost })));
      kinds.push({ apiVersion: `${group}/${version.name}`, kind, ref, namespaced: scope === 'Namespaced' });
    }
  }
  return { definitions, kinds };
}

function usedVersions(versions: readonly CrdVersion[]): readonly CrdVersion[] {
  const ga = versions.filter((version) => version.served && /^v\d+$/.test(version.name));
  return ga.length > 0 ? ga : versions.filter((version) => version.storage);
}

function noRef(target: string): never {
  throw new Error(`A CustomResourceDefinition can't refer to ${target}.`);
}

function root(node: SchemaNode): SchemaNode {
  const { status, ...properties } = node.properties ?? {};
  return {
    ...node,
    properties: { ...properties, metadata: { $ref: objectMeta }, ...(status === undefined ? {} : { status: false }) },
  };
}
