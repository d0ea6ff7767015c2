import { NetworkAcl } from '@pulumi/aws/ec2/networkAcl.js';
import { rangesOf } from '../../../../model/aws/subnets.ts';
import { type AwsContext, named } from '../component.ts';
import type { Network } from './network.ts';

const firstRule = 100;

/** A second fence around the databases, which no change of a security group opens: the ports of databases from the nodes, answers back, no more. */
export function guardDatabases({ infrastructure }: AwsContext, network: Network): NetworkAcl {
  const { settings, tags, subnets, databasePorts } = infrastructure;
  const name = `${settings.name}-database`;
  const rules = (fromPort: number, toPort: number) =>
    rangesOf(subnets, 'private').map((cidrBlock, index) => ({
      ruleNo: firstRule + index,
      action: 'allow',
      protocol: 'tcp',
      cidrBlock,
      fromPort,
      toPort,
    }));
  return new NetworkAcl(
    name,
    {
      vpcId: network.vpc.id,
      subnetIds: network.subnetIds('database'),
      ingress: rules(databasePorts.first, databasePorts.last),
      egress: rules(1024, 65_535), // answers go to whatever port the question came from
      tags: named(tags, name),
    },
    { parent: network },
  );
}
