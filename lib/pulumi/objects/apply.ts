import type { CustomResource, Inputs, Resource } from '@pulumi/pulumi';
import type { KubeObject, Tree } from '../../render/tree.ts';
import type { ParentOf } from '../delivery/stacks.ts';
import { dependencies } from '../order.ts';
import { folderOf, logicalName } from './name.ts';
import { optionsOf } from './options.ts';
import { autoscaledIn, pulumiAnnotations } from './traits.ts';
import { typeOf } from './types.ts';

/** Where objects go, and after what. */
export interface ApplyOptions {
  /** The component of a folder of the tree; it carries the provider. */
  readonly parentOf: ParentOf;
  /**
   * What every object waits for beside the others.
   * @default - nothing
   */
  readonly after?: readonly Resource[];
  /**
   * Whether another delivery takes the objects over as they run: Pulumi lets go of them without deleting them.
   * @default false
   */
  readonly released?: boolean;
}

/** Registers every object of an environment's tree as a resource that waits for what it needs; by path. */
export function applyTree(
  tree: Tree,
  { parentOf, after = [], released = false }: ApplyOptions,
): ReadonlyMap<string, CustomResource> {
  const waitsFor = dependencies(tree);
  const autoscaled = autoscaledIn(tree);
  const made = new Map<string, CustomResource>();
  const make = (path: string): CustomResource => {
    const known = made.get(path);
    if (known) return known;
    const object = tree.get(path)!;
    const resource = new (typeOf(object))(logicalName(path), argumentsOf(object), {
      ...optionsOf(object, { autoscaled, released }),
      parent: parentOf(folderOf(path)),
      dependsOn: [...after, ...(waitsFor.get(path) ?? []).map(make)],
    });
    made.set(path, resource);
    return resource;
  };
  for (const path of tree.keys()) make(path);
  return made;
}

/** The object as it is rendered, with what Pulumi's provider reads from annotations. */
function argumentsOf(object: KubeObject): Inputs {
  const own = pulumiAnnotations(object);
  if (Object.keys(own).length === 0) return { ...object };
  const annotations = { ...object.metadata.annotations, ...own };
  return { ...object, metadata: { ...object.metadata, annotations } };
}
