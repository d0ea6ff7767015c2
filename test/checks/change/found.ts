import { difference, riskMessage } from '../../../lib/checks/change/index.ts';
import type { KubeObject, Tree } from '../../../lib/render/tree.ts';
import { broken, goodTree, type Loose } from '../good-tree.ts';

/** The messages of one rule between two trees, without `prod/shop-cart/` in front. */
export function found(id: string, old: Tree, next: Tree): readonly string[] {
  const risks = difference(old, next).risks.filter((risk) => risk.id === id);
  return risks.map((risk) => riskMessage(risk).replace('[prod/shop-cart/', '['));
}

/** The messages of one rule when `change` is made to the object `Kind/name` of the good tree. */
export function when(id: string, object: string, change: (object: Loose) => void): readonly string[] {
  return found(id, goodTree(), broken(object, change));
}

/** The messages of one rule when an object of the good tree, made as `before` says, is changed as `after` says. */
export function whenFrom(
  id: string,
  object: string,
  before: (object: Loose) => void,
  after: (object: Loose) => void,
): readonly string[] {
  return found(id, broken(object, before), broken(object, after));
}

/** The good tree with further objects in `prod/shop-cart/`, each given whole. */
export function plus(...objects: readonly Loose[]): Tree {
  const tree = goodTree();
  for (const object of objects) tree.set(fileOf(object), structuredClone(object));
  return tree;
}

/** The messages of one rule when an object that the good tree has not is changed from `old` to `next`. */
export function between(id: string, old: Loose, next: Loose): readonly string[] {
  return found(id, plus(old), plus(next));
}

/** An object of the namespace `uo-prod`; `fields` go beside its metadata. */
export function make(apiVersion: string, kind: string, name: string, fields: Loose = {}): Loose {
  return { apiVersion, kind, metadata: { name, namespace: 'uo-prod' }, ...fields };
}

/** A copy of `object` with `change` made to it. */
export function changed(object: Loose, change: (copy: Loose) => void): Loose {
  const copy = structuredClone(object);
  change(copy);
  return copy;
}

/** A folder of YAML without environments: one file an object. */
export function folder(...objects: readonly Loose[]): Tree {
  return new Map(
    objects.map((object): [string, KubeObject] => [`${object.kind}-${object.metadata.name}.yaml`, object]),
  );
}

function fileOf(object: KubeObject): string {
  return `prod/shop-cart/${object.kind}.${object.metadata.name}.yaml`;
}
