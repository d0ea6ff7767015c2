import { loadAll } from 'js-yaml';
import { isClusterScoped } from '../../checks/tree/scope.ts';
import { fileName } from '../../render/render.ts';
import type { KubeObject, Tree } from '../../render/tree.ts';

/** Namespace of Argo CD. */
export const argocdNamespace = 'argocd';

/** Folder of Argo CD's objects among the delivered ones. */
export const argocdFolder = 'argocd';

/** What Argo CD consists of. */
export interface Installation {
  /** The kinds that it brings along: before everything else. */
  readonly definitions: Tree;
  /** Its namespace and everything in it. */
  readonly rest: Tree;
}

/** The objects of Argo CD's own manifest, each in Argo CD's namespace, which the manifest leaves to whoever applies it. */
export function installTree(manifest: string, environment: string): Installation {
  const objects = (loadAll(manifest) as (KubeObject | null)[]).filter((object) => object !== null).map(placed);
  const isDefinition = ({ kind }: KubeObject) => kind === 'CustomResourceDefinition';
  return {
    definitions: treeOf(objects.filter(isDefinition), environment),
    rest: treeOf([namespaceObject, ...objects.filter((object) => !isDefinition(object))], environment),
  };
}

/** Objects as Argo CD's folder of an environment. */
export function treeOf(objects: readonly KubeObject[], environment: string): Tree {
  return new Map(objects.map((object) => [`${environment}/${argocdFolder}/${fileName(object)}`, object]));
}

const namespaceObject: KubeObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: argocdNamespace, labels: { 'app.kubernetes.io/managed-by': 'unifyops' } },
};

function placed(object: KubeObject): KubeObject {
  if (isClusterScoped(object.kind)) return object;
  return { ...object, metadata: { ...object.metadata, namespace: argocdNamespace } };
}
