import { SecurityGroup } from '@pulumi/aws/ec2/securityGroup.js';
import { SecurityGroupEgressRule } from '@pulumi/aws/vpc/securityGroupEgressRule.js';
import { SecurityGroupIngressRule } from '@pulumi/aws/vpc/securityGroupIngressRule.js';
import type { Output } from '@pulumi/pulumi';
import { edgeGroupName } from '../../../model/aws/names.ts';
import { type AwsContext, named } from './component.ts';
import type { Network } from './network/network.ts';

/** Ports that the internet may ask. */
const publicPorts = [80, 443] as const;

/** Who may open a connection to the load balancer and the nodes: from the internet to the one, from it to the pods' own ports. */
export class SecurityGroups {
  /** Load balancers: their controller finds it by its name. */
  readonly edge: SecurityGroup;
  /** Nodes, and so every pod. */
  readonly nodes: SecurityGroup;

  private readonly context: AwsContext;
  private readonly network: Network;

  constructor(context: AwsContext, network: Network) {
    this.context = context;
    this.network = network;
    const { settings, podPorts, tags } = context.infrastructure;
    this.edge = this.group(edgeGroupName(settings.name), 'Load balancers: the internet, on 80 and 443');
    this.nodes = this.group(`${settings.name}-nodes`, 'Nodes: pods that a route leads to, by their ports');
    for (const port of publicPorts) {
      const rule = { securityGroupId: this.edge.id, cidrIpv4: '0.0.0.0/0', ...tcp(port), tags };
      new SecurityGroupIngressRule(`${settings.name}-edge-${port}`, rule, { parent: network });
    }
    for (const port of podPorts) {
      const name = `${settings.name}-edge-pods-${port}`;
      const out = { securityGroupId: this.edge.id, referencedSecurityGroupId: this.nodes.id, ...tcp(port), tags };
      new SecurityGroupEgressRule(name, out, { parent: network });
      this.admit(name, this.nodes, this.edge.id, port);
    }
  }

  /** A group that lets nothing in and nothing out, until rules say so. */
  group(name: string, description: string, tags = this.context.infrastructure.tags): SecurityGroup {
    const { vpc } = this.network;
    return new SecurityGroup(name, { vpcId: vpc.id, description, tags: named(tags, name) }, { parent: this.network });
  }

  /** Lets one group into another on a port. */
  admit(name: string, into: SecurityGroup, from: Output<string>, port: number): void {
    const { tags } = this.context.infrastructure;
    const rule = { securityGroupId: into.id, referencedSecurityGroupId: from, ...tcp(port), tags };
    new SecurityGroupIngressRule(name, rule, { parent: this.network });
  }
}

function tcp(port: number): { readonly ipProtocol: string; readonly fromPort: number; readonly toPort: number } {
  return { ipProtocol: 'tcp', fromPort: port, toPort: port };
}
