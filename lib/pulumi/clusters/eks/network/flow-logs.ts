import { LogGroup } from '@pulumi/aws/cloudwatch/logGroup.js';
import { FlowLog } from '@pulumi/aws/ec2/flowLog.js';
import { Role } from '@pulumi/aws/iam/role.js';
import { RolePolicy } from '@pulumi/aws/iam/rolePolicy.js';
import type { Key } from '@pulumi/aws/kms/key.js';
import type { AwsContext } from '../component.ts';
import { flowLogPolicy } from '../iam/flow-logs.ts';
import { policyText } from '../iam/policy.ts';
import { serviceTrust } from '../iam/trust.ts';
import type { Network } from './network.ts';

/** Who talked to whom in the network, and what was refused. */
export function makeFlowLogs({ infrastructure, account }: AwsContext, network: Network, key: Key): void {
  const { settings, tags } = infrastructure;
  const name = `${settings.name}-flow-logs`;
  const child = { parent: network };
  const group = new LogGroup(
    name,
    { name: `/unifyops/${settings.name}/flow-logs`, retentionInDays: settings.logDays, kmsKeyId: key.arn, tags },
    child,
  );
  const trust = serviceTrust('vpc-flow-logs.amazonaws.com', account);
  const role = new Role(name, { assumeRolePolicy: policyText(trust), tags }, child);
  const policy = group.arn.apply((arn) => policyText(flowLogPolicy(arn)));
  new RolePolicy(name, { role: role.id, policy }, child);
  new FlowLog(
    name,
    { vpcId: network.vpc.id, trafficType: 'ALL', logDestination: group.arn, iamRoleArn: role.arn, tags },
    child,
  );
}
