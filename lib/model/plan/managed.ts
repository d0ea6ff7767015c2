import type { StackContext } from './context.ts';

/** Whether a database runs outside the cluster, where the cloud offers that and the stack wants it. */
export function isManaged({ stack, environment }: Pick<StackContext, 'environment' | 'stack'>, name: string): boolean {
  return Boolean(stack.databases?.[name]?.managed && environment.cluster.capabilities.managedDatabase);
}
