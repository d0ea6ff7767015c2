import type { ComponentResource } from '@pulumi/pulumi';
import { StackComponent } from '../components.ts';

/** The component of a folder of the tree. */
export type ParentOf = (folder: string) => ComponentResource;

/** Makes the component of each folder when its first object asks for it. */
export function stacksBelow(parent: ComponentResource): ParentOf {
  const made = new Map<string, StackComponent>();
  return (folder) => {
    const known = made.get(folder);
    if (known) return known;
    const stack = new StackComponent(folder, { parent });
    made.set(folder, stack);
    return stack;
  };
}
