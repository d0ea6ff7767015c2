import type { KubeObject, Tree } from '../../lib/render/tree.ts';

/** An object whose fields a test changes without knowing their types. */
// biome-ignore lint/suspicious/noExplicitAny: a test breaks objects in any place
export type Loose = any;

/** A tree with the object in one file changed. */
export function changed(tree: Tree, file: string, change: (object: Loose) => void): Tree {
  const object = structuredClone(tree.get(file));
  if (object === undefined) throw new Error(`no ${file}: ${[...tree.keys()].join(' ')}`);
  change(object);
  return new Map([...tree, [file, object]]);
}

/** A tree without some files. */
export function without(tree: Tree, ...files: readonly string[]): Tree {
  return new Map([...tree].filter(([file]) => !files.includes(file)));
}

/** A tree with a further object in the folder of a stack. */
export function withObject(tree: Tree, folder: string, object: KubeObject): Tree {
  return new Map([...tree, [`${folder}/${object.kind}.${object.metadata.name}.yaml`, object]]);
}
