import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { KubeObject } from '../../lib/render/tree.ts';

/** A kind of difference between what Pulumi registers and what Argo CD syncs. */
interface Difference {
  readonly kinds: readonly string[];
  /** An annotation that Pulumi's objects have on top, with the value `true`. */
  readonly annotation: string;
  readonly why: string;
}

/** Every difference there may be: one without a line here is a fault. */
const differences: readonly Difference[] = [
  {
    kinds: ['Service', 'Ingress'],
    annotation: 'pulumi.com/skipAwait',
    why: 'others make them ready, or nobody does; Pulumi waits for the pods behind them',
  },
];

/**
 * The objects that Argo CD syncs, by folder and name: what stands on disk below an environment's folder. Each as Pulumi is to
 * register it, but for the declared differences the very same.
 */
export function syncedByArgocd(folder: string): Readonly<Record<string, KubeObject>> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  return Object.fromEntries(
    files.map((file) => [
      file.replace(/\.yaml$/, ''),
      asRegistered(load(readFileSync(join(folder, file), 'utf8')) as KubeObject),
    ]),
  );
}

function asRegistered(object: KubeObject): KubeObject {
  const added = differences.filter(({ kinds }) => kinds.includes(object.kind));
  if (added.length === 0) return object;
  const own = Object.fromEntries(added.map(({ annotation }) => [annotation, 'true']));
  return { ...object, metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, ...own } } };
}
