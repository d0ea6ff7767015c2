import type { StackValidationPolicy } from '@pulumi/policy';
import { cloudInvariants } from '../lib/cloud/invariants/index.ts';
import { graphOfStack } from './aws-graph.ts';

/**
 * The invariants of the cloud as policies of Pulumi, each by its name. That nothing is replaced by accident takes two of them: Pulumi refuses
 * to replace what is protected, and `data-protected` refuses a stack in which something is not.
 */
export const awsPolicies: readonly StackValidationPolicy[] = cloudInvariants.map(({ id, title, why, check }) => ({
  name: id.replace('/', '-'),
  description: `${title} ${why}`,
  enforcementLevel: 'mandatory',
  validateStack: ({ resources }, report) => {
    for (const { resource, found } of check(graphOfStack(resources)))
      report(`${resource.name}: found ${found}.`, resource.urn);
  },
}));
