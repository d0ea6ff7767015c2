import type { InternetGateway } from '@pulumi/aws/ec2/internetGateway.js';
import type { NatGateway } from '@pulumi/aws/ec2/natGateway.js';
import { Route, type RouteArgs } from '@pulumi/aws/ec2/route.js';
import { RouteTable } from '@pulumi/aws/ec2/routeTable.js';
import { RouteTableAssociation } from '@pulumi/aws/ec2/routeTableAssociation.js';
import type { Output } from '@pulumi/pulumi';
import type { SubnetRole } from '../../../../model/aws/subnets.ts';
import { type AwsContext, named } from '../component.ts';
import type { Network } from './network.ts';

const anywhere = '0.0.0.0/0';

/**
 * Where packets go. Public subnets lead to the internet and back; private ones out through the NAT gateway of their zone, or the only
 * one; those of the control plane and of databases nowhere beyond the network.
 */
export class RouteTables {
  /** Routes that a node needs before it can join. */
  readonly waysOut: readonly Route[];
  /** Tables of the subnets that S3 is reached from. */
  readonly privateIds: readonly Output<string>[];

  private readonly context: AwsContext;
  private readonly network: Network;

  constructor(context: AwsContext, network: Network, internet: InternetGateway, nat: ReadonlyMap<string, NatGateway>) {
    this.context = context;
    this.network = network;
    const open = this.table('public');
    this.route('public', open, { gatewayId: internet.id });
    for (const { zone, subnet } of network.inRole('public')) this.associate('public', zone, subnet.id, open);
    const closed = this.table('isolated');
    for (const role of ['control', 'endpoint', 'database'] as const) {
      for (const { zone, subnet } of network.inRole(role)) this.associate(role, zone, subnet.id, closed);
    }
    const [first] = nat.values();
    const ways = network.inRole('private').map(({ zone, subnet }) => {
      const name = `private-${zone.slice(-1)}`;
      const table = this.table(name);
      this.associate('private', zone, subnet.id, table);
      const gateway = nat.get(zone) ?? first!;
      return { table, route: this.route(name, table, { natGatewayId: gateway.id }) };
    });
    this.waysOut = ways.map(({ route }) => route);
    this.privateIds = ways.map(({ table }) => table.id);
  }

  private table(suffix: string): RouteTable {
    const { settings, tags } = this.context.infrastructure;
    const name = `${settings.name}-${suffix}`;
    return new RouteTable(name, { vpcId: this.network.vpc.id, tags: named(tags, name) }, { parent: this.network });
  }

  private route(suffix: string, { id }: RouteTable, target: Partial<RouteArgs>): Route {
    const name = `${this.context.infrastructure.settings.name}-${suffix}`;
    return new Route(name, { routeTableId: id, destinationCidrBlock: anywhere, ...target }, { parent: this.network });
  }

  private associate(role: SubnetRole, zone: string, subnetId: Output<string>, { id }: RouteTable): void {
    const name = `${this.context.infrastructure.settings.name}-${role}-${zone.slice(-1)}`;
    new RouteTableAssociation(name, { subnetId, routeTableId: id }, { parent: this.network });
  }
}
