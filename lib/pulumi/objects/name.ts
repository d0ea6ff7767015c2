import type { Tree } from '../../render/tree.ts';

/** The stack of objects that a path of the tree belongs to: `identity-auth` of `dev/identity-auth/Service.identity-auth-api.yaml`. */
export function folderOf(path: string): string {
  return path.split('/').at(-2) ?? '';
}

/** Name of an object in Pulumi's state, for ever: `identity-auth/Service.identity-auth-api`. */
export function logicalName(path: string): string {
  return path
    .split('/')
    .slice(-2)
    .join('/')
    .replace(/\.yaml$/, '');
}

/** The part of a tree below a folder. */
export function below(tree: Tree, folder: string): Tree {
  return new Map([...tree].filter(([path]) => path.startsWith(`${folder}/`)));
}
