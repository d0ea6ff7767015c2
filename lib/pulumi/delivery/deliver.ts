import type { ComponentResource, Resource } from '@pulumi/pulumi';
import type { Tree } from '../../render/tree.ts';
import { applyTree } from '../objects/apply.ts';
import { below } from '../objects/name.ts';
import { type ArgocdOptions, deliverByArgocd } from './argocd.ts';
import { letGo } from './data.ts';
import type { Holder } from './handover.ts';
import { noteHeld } from './held.ts';
import { stacksBelow } from './stacks.ts';

/** What is delivered. */
export interface DeliverOptions extends ArgocdOptions {
  readonly holder: Holder;
  /** This layer's own objects: Pulumi applies them whoever applies the rest. */
  readonly own: Tree;
  /** What Pulumi protected and now lets go, as `dataIn` tells it. */
  readonly leaving: readonly string[];
}

/**
 * Delivers an environment below its component.
 * @returns what Pulumi lets go
 */
export async function deliver(
  { holder, own, leaving, ...options }: DeliverOptions,
  parent: ComponentResource,
): Promise<readonly Resource[]> {
  if (holder === 'pulumi') await noteHeld(parent);
  const parentOf = stacksBelow(parent);
  const rendered = below(options.tree, options.environment.name);
  // a Secret can't be without its namespace, so Argo CD and Pulumi both apply that: the same object
  const namespaces = [...rendered].filter(([, { kind }]) => own.size > 0 && kind === 'Namespace');
  const objects = new Map([...(holder === 'argocd' ? namespaces : rendered), ...own]);
  applyTree(objects, { parentOf, released: holder !== 'pulumi' });
  if (holder !== 'pulumi') deliverByArgocd(options, parentOf);
  return letGo(leaving, parentOf);
}
