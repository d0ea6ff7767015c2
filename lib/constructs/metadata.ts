import type { k8s } from './k8s.ts';

/** Annotation of Argo CD's sync waves. */
const syncWave = 'argocd.argoproj.io/sync-wave';

/** Argo CD keeps the object when it leaves the tree, and when the application goes. */
export const keepForEver = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' } as const;

/** Secrets that somebody must make in the cluster, on the object whose pods read them. */
export function providedSecrets(names: readonly string[]): Record<string, string> {
  return names.length === 0 ? {} : { 'unifyops.dev/provided-secrets': [...new Set(names)].sort().join(',') };
}

/** Metadata with labels and the wave as an annotation. The chart adds the namespace. */
export function metadata(
  name: string,
  labels: Readonly<Record<string, string>>,
  wave: number,
  annotations: Readonly<Record<string, string>> = {},
): k8s.ObjectMeta {
  return { name, labels: { ...labels }, annotations: { [syncWave]: String(wave), ...annotations } };
}
