import { at, list, text } from '../../json.ts';
import { usesArgo } from '../../policy/gitops/argo.ts';
import type { Entry, TreeIndex } from '../../tree/index.ts';
import type { Comparison } from '../compare/comparison.ts';
import { syncOptionsOf } from './sync-options.ts';

/**
 * What becomes of an object in the cluster when it leaves the tree:
 * - `kept`: Argo CD is told by its annotation to leave it;
 * - `preserved`: its application goes and the ApplicationSet preserves what runs;
 * - `deleted`: Argo CD deletes it;
 * - `unknown`: nothing in the tree says who applies it.
 */
export type Fate = 'kept' | 'preserved' | 'deleted' | 'unknown';

/** The fate of an object that the new tree lacks. */
export function fateOf(entry: Entry, comparison: Comparison): Fate {
  if (!usesArgo(comparison.old) && applicationSetOf(comparison) === undefined) return 'unknown';
  const options = syncOptionsOf(entry);
  if (!applicationGoes(entry.application, comparison)) return options.has('Prune=false') ? 'kept' : 'deleted';
  if (preserves(comparison)) return 'preserved';
  return options.has('Delete=false') ? 'kept' : 'deleted';
}

/** True if the folder of an application is in the old tree alone. */
export function applicationGoes(application: string, { trees, new: next }: Comparison): boolean {
  return trees.rendered && !next.entries.some((entry) => entry.application === application);
}

/** True if the ApplicationSet of the environment keeps what runs when an application goes, as far as both trees say. */
export function preserves(comparison: Comparison): boolean {
  const set = applicationSetOf(comparison);
  return at(set?.object, 'spec', 'syncPolicy', 'preserveResourcesOnDeletion') === true;
}

/** The ApplicationSet that makes applications of the environment's folders; the new tree's, else the old one's. */
export function applicationSetOf({ environment, trees }: Comparison): Entry | undefined {
  return findSet(trees.new, environment) ?? findSet(trees.old, environment);
}

function findSet(tree: TreeIndex, environment: string): Entry | undefined {
  const sets = tree.environments.flatMap((index) => index.ofKind('ApplicationSet'));
  return sets.find((set) =>
    list(at(set.object, 'spec', 'generators')).some((generator) =>
      list(at(generator, 'git', 'directories')).some((directory) =>
        text(at(directory, 'path')).startsWith(`${environment}/`),
      ),
    ),
  );
}
