/**
 * Writes lib/checks/schema/generated/ from the Go modules that versions.json pins. Run: node tools/schemas/export.ts (needs `go`).
 */
import { join } from 'node:path';
import type { KindEntry } from '../../lib/checks/schema/schema-node.ts';
import versions from '../../versions.json' with { type: 'json' };
import { sortKeys } from './convert.ts';
import { exportCrds } from './crds.ts';
import type { Definitions, Export, FoundKind } from './definitions.ts';
import { intersect } from './intersect.ts';
import { exportKubernetes } from './kubernetes.ts';
import { moduleFolder } from './module.ts';
import { shareRepeats } from './share.ts';
import { type Source, sources } from './sources.ts';
import { writeSchemas } from './write.ts';

const lostCounts = new Map<string, number>();

function lost(keyword: string): void {
  lostCounts.set(keyword, (lostCounts.get(keyword) ?? 0) + 1);
}

function exportSource({ module, folder, kinds = [] }: Source, pinned: readonly string[]): Export {
  const exports = pinned.map((version) => {
    const root = moduleFolder(module, version);
    return folder === undefined ? exportKubernetes(root, lost) : exportCrds(join(root, folder), kinds, lost);
  });
  return exports.reduce(intersect);
}

function kindIndex(kinds: readonly FoundKind[]): Record<string, Record<string, KindEntry>> {
  const index: Record<string, Record<string, KindEntry>> = {};
  for (const { apiVersion, kind, ref, namespaced } of kinds) {
    index[apiVersion] = sortKeys({ ...index[apiVersion], [kind]: { ref, namespaced } });
  }
  return sortKeys(index);
}

const definitions: Definitions = new Map();
const kinds: FoundKind[] = [];
const madeFrom: Record<string, string[]> = {};
for (const [name, version] of Object.entries(versions.schemas)) {
  const source = sources[name];
  if (source === undefined)
    throw new Error(`versions.json pins the schemas of ${name}, which tools/schemas/sources.ts lacks.`);
  const pinned = [version].flat();
  const part = exportSource(source, pinned);
  for (const [ref, node] of part.definitions) definitions.set(ref, node);
  kinds.push(...part.kinds);
  madeFrom[name] = pinned.map((one) => `${source.module}@${one}`);
}
const folder = join(import.meta.dirname, '../../lib/checks/schema/generated');
writeSchemas(folder, shareRepeats(definitions), { sources: madeFrom, kinds: kindIndex(kinds) });
console.log(
  `${kinds.length} kinds. Limits that were not carried over: ${JSON.stringify(Object.fromEntries(lostCounts))}.`,
);
