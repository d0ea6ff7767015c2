import type { KubeObject, Tree } from '../../render/tree.ts';
import { argocdFolder } from '../argocd/install-tree.ts';
import { folderOf } from '../objects/name.ts';

/** What Pulumi's engine says of a resource before it makes it. */
export interface Planned {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** Its inputs. */
  readonly props: Readonly<Record<string, unknown>>;
}

/** The object behind a resource of the Kubernetes provider; undefined for any other. */
export function objectOf({ type, props }: Planned): KubeObject | undefined {
  const isObject = type.startsWith('kubernetes:') && typeof props.kind === 'string';
  return isObject ? (props as unknown as KubeObject) : undefined;
}

/**
 * The rendered objects among planned resources, as the tree that they came from. Argo CD's own objects are upstream's, and Secrets
 * come from the settings: neither is rendered.
 */
export function treeOf(planned: Iterable<Planned>): Tree {
  const tree = new Map<string, KubeObject>();
  for (const resource of planned) {
    const object = objectOf(resource);
    if (!object || object.kind === 'Secret') continue;
    const path = `${stackOf(resource.urn)}/${resource.name}.yaml`;
    if (folderOf(path) !== argocdFolder) tree.set(path, object);
  }
  return tree;
}

/** `dev` of `urn:pulumi:dev::unifyops::…`. */
function stackOf(urn: string): string {
  return urn.split(':')[2] ?? '';
}
