import { at, text } from '../../checks/json.ts';
import type { KubeObject, Tree } from '../../render/tree.ts';
import { argocdNamespace } from '../argocd/install-tree.ts';

/** True for what holds data, or what its pods can't do without: Argo CD is told to delete it never, and so is Pulumi. */
export function holdsData({ metadata }: KubeObject): boolean {
  return /\bDelete=false\b/.test(metadata.annotations?.['argocd.argoproj.io/sync-options'] ?? '');
}

/** True for the Secrets of stacks: without its own, a database that stays would not start again. Argo CD's go with Argo CD. */
export function feedsPods({ kind, metadata }: KubeObject): boolean {
  return kind === 'Secret' && metadata.namespace !== argocdNamespace;
}

/** True for what every environment of a cluster shares, and whose deletion takes their objects along: Argo CD's kinds and namespace. */
export function holdsOthers({ kind, metadata }: KubeObject): boolean {
  return kind === 'CustomResourceDefinition' || (kind === 'Namespace' && metadata.name === argocdNamespace);
}

/** `Deployment/uo-prod/identity-auth-api` → the most pods that its autoscaler makes of it. */
export type Autoscaled = ReadonlyMap<string, number>;

/** The objects whose number of pods an autoscaler owns. */
export function autoscaledIn(tree: Tree): Autoscaled {
  const found = new Map<string, number>();
  for (const { kind, metadata, spec } of tree.values()) {
    if (kind !== 'HorizontalPodAutoscaler') continue;
    const target = at(spec, 'scaleTargetRef');
    const key = `${text(at(target, 'kind'))}/${metadata.namespace}/${text(at(target, 'name'))}`;
    found.set(key, Number(at(spec, 'maxReplicas')));
  }
  return found;
}

/** The most pods of an object as an autoscaler may make them; undefined where none owns their number. */
export function autoscaledPods({ kind, metadata }: KubeObject, autoscaled: Autoscaled): number | undefined {
  return autoscaled.get(`${kind}/${metadata.namespace}/${metadata.name}`);
}

/**
 * Kinds that something outside the object makes ready, and what: Pulumi would wait for it, and fail where nobody does. What matters
 * of them is told by their pods, which it does wait for.
 */
export const readyByOthers: Readonly<Record<string, string>> = {
  Service: 'endpoints come with pods, which may be of a later wave',
  Ingress: 'its address comes from a controller, which not every cluster lets say so',
};

/** What Pulumi's provider reads from an object's annotations, on top of those that are rendered. */
export function pulumiAnnotations({ kind }: KubeObject): Readonly<Record<string, string>> {
  return Object.hasOwn(readyByOthers, kind) ? { 'pulumi.com/skipAwait': 'true' } : {};
}
