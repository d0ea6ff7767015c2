import type { PolicyResource, StackValidationPolicy } from '@pulumi/policy';
import { cloudInvariants } from '../../cloud/invariants/index.ts';
import { graphOfStack } from './cloud-graph.ts';

/**
 * The invariants of the cloud as a policy of Pulumi. That nothing is replaced by accident takes two: Pulumi refuses to replace what is
 * protected, and `data/protected` refuses a stack in which something is not.
 * @param asked the resources of a stack as the program asked for them
 */
export function cloudPolicy(
  asked: (resources: readonly PolicyResource[]) => readonly PolicyResource[] = (resources) => resources,
): StackValidationPolicy {
  return {
    name: 'cloud-invariants',
    description: 'What carries an environment is private, encrypted, kept and owned: lib/cloud/invariants says each.',
    enforcementLevel: 'mandatory',
    validateStack: ({ resources }, report) => {
      const graph = graphOfStack(asked(resources));
      for (const { id, title, check } of cloudInvariants) {
        for (const { resource, found } of check(graph)) {
          report(`${resource.name}: found ${found}. ${title} (${id})`, resource.urn);
        }
      }
    },
  };
}
