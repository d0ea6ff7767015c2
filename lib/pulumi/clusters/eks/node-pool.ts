import { LaunchTemplate } from '@pulumi/aws/ec2/launchTemplate.js';
import { NodeGroup } from '@pulumi/aws/eks/nodeGroup.js';
import type { Input, Resource } from '@pulumi/pulumi';
import type { Pool } from '../../../model/aws/infrastructure.ts';
import { AwsComponent, type AwsContext, named } from './component.ts';
import type { ControlPlane } from './control-plane.ts';
import type { Network } from './network/network.ts';
import type { Nodes } from './nodes.ts';
import type { SecurityGroups } from './security-groups.ts';

/** What a pool is made of. */
export interface NodePoolParts {
  readonly network: Network;
  readonly groups: SecurityGroups;
  readonly control: ControlPlane;
  readonly nodes: Nodes;
  /** Add-ons that a node isn't ready without. */
  readonly after: readonly Resource[];
}

const effects = { NoSchedule: 'NO_SCHEDULE', PreferNoSchedule: 'PREFER_NO_SCHEDULE', NoExecute: 'NO_EXECUTE' } as const;

/**
 * Machines that are alike, in every zone. EKS itself drains a spot machine that AWS is about to take back, and starts another one of the
 * pool's types meanwhile.
 */
export class NodePool extends AwsComponent {
  readonly group: NodeGroup;

  constructor(context: AwsContext, pool: Pool, parts: NodePoolParts, parent: Resource) {
    super('NodePool', `${context.infrastructure.settings.name}-${pool.name}`, context, { parent });
    const { settings, tags } = context.infrastructure;
    const { network, control, nodes, after } = parts;
    const name = `${this.prefix}-${pool.name}`;
    const template = this.template(name, pool, parts, named(tags, name));
    this.group = new NodeGroup(
      name,
      {
        clusterName: control.cluster.name,
        version: settings.version,
        nodeRoleArn: nodes.role.arn,
        subnetIds: network.subnetIds('private'),
        capacityType: pool.market === 'spot' ? 'SPOT' : 'ON_DEMAND',
        amiType: 'AL2023_x86_64_STANDARD',
        instanceTypes: [...pool.types],
        launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
        scalingConfig: { minSize: pool.min, desiredSize: pool.min, maxSize: pool.max },
        updateConfig: { maxUnavailablePercentage: 33 },
        nodeRepairConfig: { enabled: true },
        labels: pool.labels,
        taints: pool.taints.map(({ key, value, effect }) => ({ key, value, effect: effects[effect] })),
        tags,
      },
      {
        parent: this,
        protect: context.protect,
        ignoreChanges: ['scalingConfig.desiredSize'], // the autoscaler's
        dependsOn: [...nodes.policies, ...network.routes.waysOut, ...after],
      },
    );
    this.registerOutputs({});
  }

  private template(
    name: string,
    { diskGi }: Pool,
    { groups, control, nodes }: NodePoolParts,
    tags: Readonly<Record<string, string>>,
  ): LaunchTemplate {
    const inputs = {
      updateDefaultVersion: true,
      vpcSecurityGroupIds: [control.groupId, groups.nodes.id],
      // one hop: a pod that isn't on the host's network can't ask for the machine's credentials
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        {
          deviceName: '/dev/xvda',
          ebs: { volumeType: 'gp3', volumeSize: diskGi, encrypted: 'true', deleteOnTermination: 'true' },
        },
      ],
      tagSpecifications: ['instance', 'volume'].map((resourceType) => ({ resourceType, tags })),
      tags,
    };
    const keyName: { keyName?: Input<string> } = nodes.keyPair ? { keyName: nodes.keyPair.keyName } : {};
    return new LaunchTemplate(name, { ...inputs, ...keyName }, this.child);
  }
}
