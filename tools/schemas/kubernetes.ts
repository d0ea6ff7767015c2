import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SchemaNode } from '../../lib/checks/schema/schema-node.ts';
import { convertSchema, mapValues, type RawSchema } from './convert.ts';
import { address, type Definitions, type Export, type FoundKind, reachable } from './definitions.ts';
import { readEnums } from './enums.ts';
import { applyLimits } from './limits.ts';
import { notForManifests, serverMetadata } from './sources.ts';

/** The part of an OpenAPI v3 document that is read. */
interface Document {
  readonly paths: Readonly<
    Record<string, { readonly post?: { readonly 'x-kubernetes-group-version-kind'?: GroupVersionKind } }>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, RawSchema>> };
}

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** The documents leave the syntax of a Quantity out. */
const own: Readonly<Record<string, SchemaNode>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['number', 'string'], format: 'quantity' },
};

/** The GA kinds of the Kubernetes module in `folder`. */
export function exportKubernetes(folder: string, lost: (keyword: string) => void): Export {
  const enums = readEnums(folder);
  const definitions: Definitions = new Map();
  const kinds: FoundKind[] = [];
  for (const document of gaDocuments(join(folder, 'api/openapi-spec/v3'))) {
    for (const [name, raw] of Object.entries(document.components.schemas)) {
      const node = own[name] ?? convertSchema(raw, { ref: refAddress, custom: false, lost });
      definitions.set(definitionAddress(name), withoutServerFields(name, withEnums(node, enums.get(name))));
    }
    kinds.push(...creatableKinds(document));
  }
  applyLimits(definitions);
  return {
    definitions: reachable(
      definitions,
      kinds.map((kind) => kind.ref),
    ),
    kinds,
  };
}

/** Documents of `v1`, `v2` and so on; alpha and beta versions stay out, so that using one is a fault. */
function gaDocuments(folder: string): Document[] {
  return readdirSync(folder)
    .filter((name) => /__v\d+_openapi\.json$/.test(name))
    .toSorted()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Document);
}

/** What can be posted to a collection is a kind of its own, neither a list nor a subresource; the path tells its scope. */
function creatableKinds(document: Document): FoundKind[] {
  return Object.entries(document.paths).flatMap(([path, { post }]) => {
    const type = post?.['x-kubernetes-group-version-kind'];
    if (type === undefined || path.includes('{name}') || notForManifests.has(type.kind)) return [];
    const { group, version, kind } = type;
    const apiVersion = group === '' ? version : `${group}/${version}`;
    return [{ apiVersion, kind, ref: kindAddress(document, type), namespaced: path.includes('{namespace}') }];
  });
}

function kindAddress(document: Document, { group, version, kind }: GroupVersionKind): string {
  const same = (other: GroupVersionKind) => other.group === group && other.version === version && other.kind === kind;
  const found = Object.entries(document.components.schemas).find(([, raw]) =>
    ((raw['x-kubernetes-group-version-kind'] ?? []) as GroupVersionKind[]).some(same),
  );
  if (found === undefined) throw new Error(`No definition of ${group}/${version} ${kind}.`);
  return definitionAddress(found[0]);
}

function refAddress(target: string): string {
  return definitionAddress(target.replace('#/components/schemas/', ''));
}

const apiName = /^io\.k8s\.(?:api|.*\.pkg\.apis)\.([a-z0-9]+)\.(v\d+\w*\..+)$/;

/** `io.k8s.api.core.v1.PodSpec` → `core.json#/$defs/v1.PodSpec`; the shared machinery goes to a file of its own. */
export function definitionAddress(name: string): string {
  const machinery = /^io\.k8s\.apimachinery\.pkg\.(?:apis\.|api\.|util\.)?(.+)$/.exec(name);
  if (machinery) return address('apimachinery', machinery[1]!);
  const api = apiName.exec(name);
  if (!api) throw new Error(`No file is known for the definition ${name}.`);
  return address(api[1]!, api[2]!);
}

function withEnums(node: SchemaNode, enums: ReadonlyMap<string, readonly string[]> | undefined): SchemaNode {
  if (enums === undefined || node.properties === undefined) return node;
  const properties = mapValues(node.properties, (property, name) => {
    const values = enums.get(name);
    if (values === undefined || property === false) return property;
    return property.items === undefined
      ? { ...property, enum: values }
      : { ...property, items: { ...property.items, enum: values } };
  });
  return { ...node, properties };
}

function withoutServerFields(name: string, node: SchemaNode): SchemaNode {
  const properties = node.properties ?? {};
  if (name.endsWith('.meta.v1.ObjectMeta')) {
    // A generated name differs in each cluster, and a file of the tree is one object.
    const { generateName: _, ...rest } = properties;
    return { ...node, properties: mapValues(rest, (value, key) => !serverMetadata.includes(key) && value) };
  }
  // Only a kind's own status is the server's: a part of an object may have a field of that name.
  if (properties.metadata === undefined || properties.status === undefined) return node;
  return { ...node, properties: { ...properties, status: false } };
}
