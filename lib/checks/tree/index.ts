import type { Tree } from '../../render/tree.ts';
import { type Entry, entryOf } from './entry.ts';
import { EnvironmentIndex } from './environment.ts';
import { layoutOf } from './layout.ts';

export { type Entry, fileOf } from './entry.ts';
export { type EnvironmentIndex, groupBy, perEnvironment } from './environment.ts';
export type { Container, Pod } from './pods.ts';

/** What all rules look things up in, computed once for a tree. */
export interface TreeIndex {
  /** True for a tree of `<environment>/<application>/<Kind>.<name>.yaml`. */
  readonly rendered: boolean;
  /** Sorted by name. */
  readonly environments: readonly EnvironmentIndex[];
}

const indexes = new WeakMap<Tree, TreeIndex>();

/** The index of `tree`. It is kept as long as the tree is, so a tree must not change once it has been checked. */
export function treeIndex(tree: Tree): TreeIndex {
  const known = indexes.get(tree);
  if (known !== undefined) return known;
  const index = buildIndex(tree);
  indexes.set(tree, index);
  return index;
}

function buildIndex(tree: Tree): TreeIndex {
  const layout = layoutOf(tree);
  const byEnvironment = new Map<string, Entry[]>();
  for (const path of [...tree.keys()].sort()) {
    const entry = entryOf(path, tree.get(path)!, layout);
    const entries = byEnvironment.get(entry.environment);
    if (entries === undefined) byEnvironment.set(entry.environment, [entry]);
    else entries.push(entry);
  }
  const environments = [...byEnvironment].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    rendered: layout.rendered,
    environments: environments.map(([name, entries]) => new EnvironmentIndex(name, entries)),
  };
}
