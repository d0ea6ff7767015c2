import { SecurityGroup } from '@pulumi/aws/ec2/securityGroup.js';
import { VpcEndpoint } from '@pulumi/aws/ec2/vpcEndpoint.js';
import { SecurityGroupIngressRule } from '@pulumi/aws/vpc/securityGroupIngressRule.js';
import { rangesOf } from '../../../../model/aws/subnets.ts';
import type { AwsService } from '../../../../model/environment/clusters/eks-props.ts';
import { type AwsContext, named } from '../component.ts';
import type { Network } from './network.ts';

/** What stands behind each choice: images take an API and a registry. */
export const endpointServices: Readonly<Record<AwsService, readonly string[]>> = {
  ecr: ['ecr.api', 'ecr.dkr'],
  logs: ['logs'],
  metrics: ['aps-workspaces'],
  s3: ['s3'],
  sts: ['sts'],
};

/**
 * Ways to services of AWS that don't lead through NAT: S3 always, the others as asked, in subnets of their own, so that a policy can let
 * pods out to them and to nothing else.
 */
export function makeEndpoints({ infrastructure }: AwsContext, network: Network): void {
  const { settings, subnets, tags } = infrastructure;
  const { name: cluster, region, endpoints } = settings;
  const vpcId = network.vpc.id;
  const child = { parent: network };
  new VpcEndpoint(
    `${cluster}-s3-gateway`,
    {
      vpcId,
      serviceName: `com.amazonaws.${region}.s3`,
      vpcEndpointType: 'Gateway',
      routeTableIds: [...network.routes.privateIds],
      tags: named(tags, `${cluster}-s3`),
    },
    child,
  );
  const services = endpoints.flatMap((choice) => endpointServices[choice]);
  if (services.length === 0) return;
  const name = `${cluster}-endpoints`;
  const group = new SecurityGroup(
    name,
    { vpcId, description: 'Endpoints of AWS services', tags: named(tags, name) },
    child,
  );
  for (const cidrIpv4 of rangesOf(subnets, 'private')) {
    const rule = { securityGroupId: group.id, cidrIpv4, ipProtocol: 'tcp', fromPort: 443, toPort: 443, tags };
    new SecurityGroupIngressRule(`${name}-${cidrIpv4}`, rule, child);
  }
  for (const service of services) {
    const inputs = {
      vpcId,
      serviceName: `com.amazonaws.${region}.${service}`,
      vpcEndpointType: 'Interface',
      privateDnsEnabled: true,
      // pods find it by the name that everybody uses, beside the gateway
      ...(service === 's3' ? { dnsOptions: { privateDnsOnlyForInboundResolverEndpoint: false } } : {}),
      subnetIds: network.subnetIds('endpoint'),
      securityGroupIds: [group.id],
      tags: named(tags, `${cluster}-${service}`),
    };
    new VpcEndpoint(`${cluster}-${service}`, inputs, child);
  }
}
