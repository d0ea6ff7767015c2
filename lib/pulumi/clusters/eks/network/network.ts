import { DefaultSecurityGroup } from '@pulumi/aws/ec2/defaultSecurityGroup.js';
import { Eip } from '@pulumi/aws/ec2/eip.js';
import { InternetGateway } from '@pulumi/aws/ec2/internetGateway.js';
import { NatGateway } from '@pulumi/aws/ec2/natGateway.js';
import { Subnet } from '@pulumi/aws/ec2/subnet.js';
import { Vpc } from '@pulumi/aws/ec2/vpc.js';
import type { Key } from '@pulumi/aws/kms/key.js';
import type { Output, Resource } from '@pulumi/pulumi';
import type { SubnetRole } from '../../../../model/aws/subnets.ts';
import { AwsComponent, type AwsContext, named } from '../component.ts';
import { guardDatabases } from './database-acl.ts';
import { makeEndpoints } from './endpoints.ts';
import { makeFlowLogs } from './flow-logs.ts';
import { RouteTables } from './routes.ts';

/** What load balancers find their subnets by. */
const subnetTags: Partial<Record<SubnetRole, Readonly<Record<string, string>>>> = {
  public: { 'kubernetes.io/role/elb': '1' },
  private: { 'kubernetes.io/role/internal-elb': '1' },
};

/** The network: nodes, pods and databases in subnets that the internet has no route to. */
export class Network extends AwsComponent {
  readonly vpc: Vpc;
  /** What leads out of the private subnets: whoever needs the internet waits for it. */
  readonly routes: RouteTables;
  private readonly subnets: readonly { readonly role: SubnetRole; readonly zone: string; readonly subnet: Subnet }[];

  constructor(context: AwsContext, key: Key, parent: Resource) {
    super('Network', `${context.infrastructure.settings.name}-network`, context, { parent });
    const { settings, tags, subnets } = context.infrastructure;
    this.vpc = new Vpc(
      this.prefix,
      { cidrBlock: settings.cidr, enableDnsHostnames: true, enableDnsSupport: true, tags: named(tags, this.prefix) },
      { parent: this, protect: context.protect },
    );
    // what nobody gave a group would get this one: it lets nothing through
    new DefaultSecurityGroup(`${this.prefix}-default`, { vpcId: this.vpc.id, tags }, this.child);
    this.subnets = subnets.map(({ role, zone, cidr }) => {
      const name = `${this.prefix}-${role}-${zone.slice(-1)}`;
      const all = { ...named(tags, name), ...subnetTags[role] };
      const subnet = new Subnet(
        name,
        { vpcId: this.vpc.id, cidrBlock: cidr, availabilityZone: zone, mapPublicIpOnLaunch: false, tags: all },
        this.child,
      );
      return { role, zone, subnet };
    });
    const internet = new InternetGateway(
      this.prefix,
      { vpcId: this.vpc.id, tags: named(tags, this.prefix) },
      this.child,
    );
    this.routes = new RouteTables(context, this, internet, this.natGateways(context, internet));
    guardDatabases(context, this);
    makeEndpoints(context, this);
    makeFlowLogs(context, this, key);
    this.registerOutputs({ vpcId: this.vpc.id });
  }

  /** Ids of the subnets of a role, a zone each. */
  subnetIds(role: SubnetRole): Output<string>[] {
    return this.inRole(role).map(({ subnet }) => subnet.id);
  }

  /** Subnets of a role with their zones. */
  inRole(role: SubnetRole): readonly { readonly zone: string; readonly subnet: Subnet }[] {
    return this.subnets.filter((one) => one.role === role);
  }

  private natGateways(
    { infrastructure: { natZones, tags } }: AwsContext,
    internet: InternetGateway,
  ): ReadonlyMap<string, NatGateway> {
    const gateways = this.inRole('public').filter(({ zone }) => natZones.includes(zone));
    return new Map(
      gateways.map(({ zone, subnet }) => {
        const name = `${this.prefix}-nat-${zone.slice(-1)}`;
        const address = new Eip(name, { domain: 'vpc', tags: named(tags, name) }, this.child);
        const inputs = { subnetId: subnet.id, allocationId: address.id, tags: named(tags, name) };
        return [zone, new NatGateway(name, inputs, { parent: this, dependsOn: [internet] })];
      }),
    );
  }
}
