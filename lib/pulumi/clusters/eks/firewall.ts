import { WebAcl } from '@pulumi/aws/wafv2/webAcl.js';
import type { Resource } from '@pulumi/pulumi';
import { firewallName } from '../../../model/aws/names.ts';
import type { AwsContext } from './component.ts';

/** Rules that AWS keeps up to date, in the order in which they are asked. */
const managedRules = [
  'AWSManagedRulesAmazonIpReputationList',
  'AWSManagedRulesCommonRuleSet',
  'AWSManagedRulesKnownBadInputsRuleSet',
] as const;

/** The firewall in front of the load balancers; their controller puts them behind it by its name. */
export function makeFirewall({ infrastructure: { settings, tags } }: AwsContext, parent: Resource): WebAcl {
  const name = firewallName(settings.name);
  const visible = (metricName: string) => ({
    metricName,
    cloudwatchMetricsEnabled: true,
    sampledRequestsEnabled: true,
  });
  return new WebAcl(
    name,
    {
      name,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      rules: managedRules.map((rule, priority) => ({
        name: rule,
        priority,
        statement: { managedRuleGroupStatement: { vendorName: 'AWS', name: rule } },
        overrideAction: { none: {} },
        visibilityConfig: visible(rule),
      })),
      visibilityConfig: visible(name),
      tags,
    },
    { parent },
  );
}
