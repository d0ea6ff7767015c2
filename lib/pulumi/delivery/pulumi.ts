import type { ComponentResource } from '@pulumi/pulumi';
import type { Tree } from '../../render/tree.ts';
import { StackComponent } from '../components.ts';
import { applyTree } from '../objects/apply.ts';
import { folderOf } from '../objects/name.ts';
import type { Hold } from '../objects/options.ts';

/** Applies every object of an environment, below a component for each stack. */
export function deliverByPulumi(tree: Tree, parent: ComponentResource, hold: Hold): void {
  const stacks = new Map<string, StackComponent>();
  for (const path of tree.keys()) {
    const folder = folderOf(path);
    if (!stacks.has(folder)) stacks.set(folder, new StackComponent(folder, { parent }));
  }
  applyTree(tree, { parentOf: (folder) => stacks.get(folder)!, hold, after: [] });
}
