import type { Key } from '@pulumi/aws/kms/key.js';
import { SubnetGroup } from '@pulumi/aws/rds/subnetGroup.js';
import { Zone } from '@pulumi/aws/route53/zone.js';
import type { Output, Resource } from '@pulumi/pulumi';
import type { AwsContext } from './component.ts';
import { Database } from './database.ts';
import type { Network } from './network/network.ts';
import type { SecurityGroups } from './security-groups.ts';

/** The databases of all stacks that ask for one: their addresses by `domain-stack`, empty if there is none. */
export function makeDatabases(
  context: AwsContext,
  network: Network,
  groups: SecurityGroups,
  key: Key,
  parent: Resource,
): Readonly<Record<string, Output<string>>> {
  const { databases, databaseZone, settings, tags } = context.infrastructure;
  if (databases.length === 0) return {};
  const zone = new Zone(
    `${settings.name}-databases`,
    { name: databaseZone, vpcs: [{ vpcId: network.vpc.id }], comment: 'Databases, inside the network alone', tags },
    { parent },
  );
  const subnets = new SubnetGroup(
    `${settings.name}-databases`,
    { subnetIds: network.subnetIds('database'), tags },
    { parent },
  );
  return Object.fromEntries(
    databases.map((plan) => {
      const { instance } = new Database(context, plan, { groups, subnets, zone, key }, parent);
      return [plan.host, instance.address];
    }),
  );
}
