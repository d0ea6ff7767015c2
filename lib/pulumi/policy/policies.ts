import type { Policies, PolicyResource, ResourceValidationArgs } from '@pulumi/policy';
import { checkTree } from '../../checks/index.ts';
import { faultMessage } from '../../model/fault.ts';
import { cloudPolicy } from './cloud.ts';
import { type Guarded, unprotectedData } from './keeps-data.ts';
import { objectOf, treeOf } from './objects.ts';

/**
 * The policies of the pack. Every resource is remembered as the program asked for it: what the engine shows of the whole stack later
 * is what the provider made of it, with defaults, and in a preview with values that nobody knows yet.
 */
export function policies(): Policies {
  const asked = new Map<string, ResourceValidationArgs>();
  const judged = (resources: readonly PolicyResource[]): readonly Guarded[] => {
    const all = resources.flatMap(({ urn }) => {
      const args = asked.get(urn);
      return args ? [{ ...args, protect: args.opts.protect }] : [];
    });
    return isArgocds(resources) ? all.filter((resource) => !objectOf(resource)) : all;
  };
  const asAsked = (resources: readonly PolicyResource[]) =>
    resources.map((resource) => ({ ...resource, props: asked.get(resource.urn)?.props ?? resource.props }));
  return [
    {
      name: 'as-asked',
      description: 'Takes every resource as the program asks for it; the other policies judge them together.',
      validateResource: (args) => void asked.set(args.urn, args),
    },
    {
      name: 'invariants',
      description: 'The objects keep what every rendered tree keeps: npx unifyops explain says each rule.',
      validateStack: ({ resources }, report) => {
        for (const fault of checkTree(treeOf(judged(resources)))) report(`${faultMessage(fault)} (${fault.rule})`);
      },
    },
    {
      name: 'keeps-data',
      description: 'What holds data is protected, so that no run deletes or replaces it.',
      validateStack: ({ resources }, report) => {
        for (const { message, urn } of unprotectedData(judged(resources))) report(message, urn);
      },
    },
    cloudPolicy(asAsked),
  ];
}

/**
 * Whether the objects are Argo CD's, or about to be: they were proven when they were rendered for its repository, and Pulumi deletes
 * none of them.
 */
function isArgocds(resources: readonly PolicyResource[]): boolean {
  return resources.some(({ type, props }) => type === 'unifyops:index:Delivery' && props.holder !== 'pulumi');
}
