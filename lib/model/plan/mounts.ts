import type { WorkloadProps } from '../stack/workload-props.ts';
import { owner, type StackContext } from './context.ts';

/** Reports a path that a workload mounts twice: Kubernetes refuses the pod. */
export function reportMountClashes(
  context: StackContext,
  name: string,
  { scratch = [], config = {} }: WorkloadProps,
): void {
  const uses = new Map<string, string>();
  const mounts = [
    ...scratch.map((path, index) => ({ path, use: `scratch[${index}]` })),
    ...Object.keys(config).map((path) => ({ path, use: `config["${path}"]` })),
  ];
  for (const { path, use } of mounts) {
    const first = uses.get(path);
    uses.set(path, first ?? use);
    if (first === undefined) continue;
    context.report({
      owner: owner(context, name),
      path: use,
      found: `"${path}" again, after ${first}`,
      expected: 'each path once',
      repair: 'Remove one of the two, or move it.',
    });
  }
}
