import type { KubeObject, Tree } from '../../../lib/render/tree.ts';

/** A tree with one small object a path; `text` makes the difference between two versions of a file. */
export function treeOf(files: Readonly<Record<string, string>>): Tree {
  return new Map(Object.entries(files).map(([path, text]) => [path, objectOf(path, text)]));
}

function objectOf(path: string, text: string): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: path.replaceAll(/[^a-z]/g, '-') }, data: { text } };
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
