import { at, text } from '../../json.ts';
import type { Entry } from '../../tree/index.ts';

/** The annotation of an object's own options for Argo CD. */
export const syncOptionsAnnotation = 'argocd.argoproj.io/sync-options';

/** The options of an object: `Prune=false`, `Delete=false`. */
export function syncOptionsOf(entry: Entry): ReadonlySet<string> {
  const written = text(at(entry.object.metadata.annotations, syncOptionsAnnotation));
  return new Set(written.split(',').map((option) => option.trim()));
}
