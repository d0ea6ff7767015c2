import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import type { KubeObject } from '../../../../lib/render/tree.ts';
import { cacheFolder } from '../../../../tools/build/cache.ts';
import { moduleFolder } from '../../../../tools/schemas/module.ts';
import { sources } from '../../../../tools/schemas/sources.ts';
import type { KubeApi } from '../api/kube-api.ts';
import { waitFor } from '../wait.ts';

const definitions = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' } as const;

/** Installs the custom resource definitions that `versions.json` pins, and waits until the server serves them. */
export async function installCustomResources(api: KubeApi): Promise<readonly string[]> {
  const crds = await pinnedDefinitions();
  await Promise.all(crds.map((crd) => api.apply(crd)));
  await waitFor('the custom resources to be served', { seconds: 120 }, async () => {
    const served = await Promise.all(crds.map((crd) => isServed(api, crd)));
    return served.every(Boolean) || undefined;
  });
  return crds.map(({ metadata }) => metadata.name);
}

/** The definitions, from their Go modules the first time and from the tools' cache after that. */
async function pinnedDefinitions(): Promise<readonly Definition[]> {
  const versions = await pinnedVersions();
  const pins = JSON.stringify([versions, sources]);
  const file = join(cacheFolder(), `definitions-${createHash('sha256').update(pins).digest('hex').slice(0, 12)}.json`);
  const cached = await readFile(file, 'utf8').catch(() => undefined);
  if (cached !== undefined) return JSON.parse(cached) as Definition[];
  const found = Object.entries(versions).flatMap(([name, version]) => fromModule(name, [version].flat()[0]!));
  await mkdir(cacheFolder(), { recursive: true });
  await writeFile(`${file}.${process.pid}`, JSON.stringify(found));
  await rename(`${file}.${process.pid}`, file);
  return found;
}

async function pinnedVersions(): Promise<Readonly<Record<string, string | readonly string[]>>> {
  const text = await readFile(join(import.meta.dirname, '../../../../versions.json'), 'utf8');
  return (JSON.parse(text) as { readonly schemas: Readonly<Record<string, string | readonly string[]>> }).schemas;
}

function fromModule(name: string, version: string): readonly Definition[] {
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
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly served: boolean }[];
  };
}

/** Generators leave an empty status and creation time in, which strict validation refuses. */
function withoutStatus(definition: Definition): Definition {
  const { status: _, ...rest } = definition;
  const { creationTimestamp: __, ...metadata } = definition.metadata;
  return { ...rest, metadata: metadata as KubeObject['metadata'] } as Definition;
}

/** Whether discovery has it: the definitions themselves are megabytes, too much to ask for again and again. */
async function isServed(api: KubeApi, { spec }: Definition): Promise<boolean> {
  const { name } = spec.versions.find(({ served }) => served)!;
  return api.serves(`${spec.group}/${name}`, spec.names.kind);
}
