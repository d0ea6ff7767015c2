import { join } from 'node:path';
import { checkTree, type Invariant, invariants, readTree } from '../../lib/checks/index.ts';
import { faultMessage } from '../../lib/model/fault.ts';
import type { KubeObject, Tree } from '../../lib/render/tree.ts';

/** An object whose every field a test may change. */
// biome-ignore lint/suspicious/noExplicitAny: a test breaks fields of any type, on purpose.
export type Loose = any;

const { tree: good, faults } = readTree(join(import.meta.dirname, 'fixtures/good'));
if (faults.length > 0) throw new Error(faults.map(faultMessage).join('\n'));

/** A small environment that keeps every invariant; each call gives a copy of its own. */
export function goodTree(): Map<string, KubeObject> {
  return new Map([...good].map(([path, object]) => [path, structuredClone(object)]));
}

/** The good tree with the object `Kind/name` changed by `change`. */
export function broken(id: string, change: (object: Loose) => void): Tree {
  const tree = goodTree();
  change(tree.get(pathOf(tree, id)));
  return tree;
}

/** The good tree without the object `Kind/name`. */
export function without(...ids: readonly string[]): Tree {
  const tree = goodTree();
  for (const id of ids) tree.delete(pathOf(tree, id));
  return tree;
}

/** The good tree with further objects; each goes to its file in `prod/shop-cart/`. */
export function withObjects(...objects: readonly Loose[]): Map<string, KubeObject> {
  const tree = goodTree();
  for (const object of objects) tree.set(`prod/shop-cart/${object.kind}.${object.metadata.name}.yaml`, object);
  return tree;
}

/** The rule of this id. */
export function invariant(id: string): Invariant {
  const found = invariants.find((rule) => rule.id === id);
  if (found === undefined) throw new Error(`there is no rule ${id}`);
  return found;
}

/** The messages of the rule `id` over `tree`, without `prod/shop-cart/`. */
export function messages(id: string, tree: Tree): readonly string[] {
  return checkTree(tree, { invariants: [invariant(id)] }).map((fault) =>
    faultMessage(fault).replace('[prod/shop-cart/', '['),
  );
}

function pathOf(tree: Tree, id: string): string {
  const [kind, name] = id.split('/');
  for (const [path, object] of tree) if (object.kind === kind && object.metadata.name === name) return path;
  throw new Error(`the good tree has no ${id}`);
}
