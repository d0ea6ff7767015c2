import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import type { KubeObject } from '../../../../lib/render/tree.ts';
import { cacheFolder } from '../../../../tools/build/cache.ts';
import { moduleFolder } from '../../../../tools/schemas/module.ts';
import { sources } from '../../../../tools/schemas/sources.ts';
import versions from '../../../../versions.json' with { type: 'json' };
import type { KubeApi } from '../api/kube-api.ts';
import { waitFor } from '../wait.ts';

const definitions = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' } as const;

/** Installs the custom resource definitions that `versions.json` pins, and waits until the server serves them. */
export async function installCustomResources(api: KubeApi): Promise<readonly string[]> {
  const crds = await pinnedDefinitions();
  await Promise.all(crds.map((crd) => api.apply(crd)));
  await waitFor('the custom resources to be served', { seconds: 30 }, async () => {
    const all = await api.list(definitions);
    return all.every(isEstablished) || undefined;
  });
  return crds.map(({ metadata }) => metadata.name);
}

/** The definitions, from their Go modules the first time and from the tools' cache after that. */
async function pinnedDefinitions(): Promise<readonly KubeObject[]> {
  const pins = JSON.stringify([versions.schemas, sources]);
  const file = join(cacheFolder(), `definitions-${createHash('sha256').update(pins).digest('hex').slice(0, 12)}.json`);
  const cached = await readFile(file, 'utf8').catch(() => undefined);
  if (cached !== undefined) return JSON.parse(cached) as KubeObject[];
  const found = Object.entries(versions.schemas).flatMap(([name, version]) => fromModule(name, [version].flat()[0]!));
  await mkdir(cacheFolder(), { recursive: true });
  await writeFile(`${file}.${process.pid}`, JSON.stringify(found));
  await rename(`${file}.${process.pid}`, file);
  return found;
}

function fromModule(name: string, version: string): readonly KubeObject[] {
  const source = sources[name];
  if (source?.folder === undefined) return [];
  const folder = join(moduleFolder(source.module, version), source.folder);
  const documents = readdirSync(folder)
    .filter((file) => /\.ya?ml$/.test(file))
    .flatMap((file) => loadAll(readFileSync(join(folder, file), 'utf8')) as (Definition | null)[]);
  const found = documents
    .filter((document) => document?.kind === definitions.kind && source.kinds?.includes(document.spec.names.kind))
    .map((document) => withoutStatus(document!));
  // Some modules carry a definition both in a file of its own and in one with all.
  return [...new Map(found.map((definition) => [definition.metadata.name, definition])).values()];
}

interface Definition extends KubeObject {
  readonly spec: { readonly names: { readonly kind: string } };
}

/** Generators leave an empty status and creation time in, which strict validation refuses. */
function withoutStatus(definition: Definition): KubeObject {
  const { status: _, ...rest } = definition;
  const { creationTimestamp: __, ...metadata } = definition.metadata;
  return { ...rest, metadata: metadata as KubeObject['metadata'] } as KubeObject;
}

function isEstablished({
  status,
}: {
  readonly status?: { readonly conditions?: readonly { type: string; status: string }[] };
}) {
  return status?.conditions?.some(({ type, status }) => type === 'Established' && status === 'True') ?? false;
}
