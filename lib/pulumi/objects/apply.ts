import type { ComponentResource, CustomResource, Resource } from '@pulumi/pulumi';
import type { KubeObject, Tree } from '../../render/tree.ts';
import { dependencies } from '../order.ts';
import { folderOf, logicalName } from './name.ts';
import { type Hold, optionsOf } from './options.ts';
import { autoscaledIn, pulumiAnnotations } from './traits.ts';
import { typeOf } from './types.ts';

/** Where objects go, and after what. */
export interface ApplyOptions {
  /** The component of a folder of the tree; it carries the provider. */
  parentOf(folder: string): ComponentResource;
  readonly hold: Hold;
  /** What every object waits for beside the others. */
  readonly after: readonly Resource[];
}

/** Registers every object of an environment's tree as a resource that waits for what it needs; by path. */
export function applyTree(tree: Tree, { parentOf, hold, after }: ApplyOptions): ReadonlyMap<string, CustomResource> {
  const waitsFor = dependencies(tree);
  const autoscaled = autoscaledIn(tree);
  const made = new Map<string, CustomResource>();
  const make = (path: string): CustomResource => {
    const known = made.get(path);
    if (known) return known;
    const object = tree.get(path)!;
    const dependsOn = [...after, ...(waitsFor.get(path) ?? []).map(make)];
    const options = { ...optionsOf(object, autoscaled, hold), parent: parentOf(folderOf(path)), dependsOn };
    const resource = new (typeOf(object))(logicalName(path), argumentsOf(object), options);
    made.set(path, resource);
    return resource;
  };
  for (const path of tree.keys()) make(path);
  return made;
}

/** The object as it is rendered, with what Pulumi's provider reads from annotations. */
function argumentsOf(object: KubeObject): Record<string, unknown> {
  const own = pulumiAnnotations(object);
  if (Object.keys(own).length === 0) return { ...object };
  const annotations = { ...object.metadata.annotations, ...own };
  return { ...object, metadata: { ...object.metadata, annotations } };
}
